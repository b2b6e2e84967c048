"""Numbers, units and limits: exact, and ignorant of any plan."""
