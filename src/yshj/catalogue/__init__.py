"""A plan as data: its items, its targets, the bodies that report, all read from YAML."""
