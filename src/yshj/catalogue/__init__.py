"""A plan as data: its items, its targets, the bodies that report, all read from YAML."""

BUILT_IN = "zhengzhou-2021"  # the catalogue that is meant where none is named
