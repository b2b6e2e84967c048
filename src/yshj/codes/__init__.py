"""Every code of a refusal or a doubt with its page: the one list of them.

A module holds the codes of one matter. A refusal is made by its code, so that none is without one:
`figures.NEGATIVE("不能为负数", "must not be negative")`. A code is never used for anything else;
one that is no longer made moves to `every.RETIRED`.
"""
