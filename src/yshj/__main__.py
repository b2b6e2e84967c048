"""`python -m yshj`."""

from yshj.cli import main

main()
