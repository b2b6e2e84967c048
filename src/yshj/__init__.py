"""yshj (营商环境): do submitted figures meet the numeric targets of a government plan?"""

__version__ = "0.1.0"
