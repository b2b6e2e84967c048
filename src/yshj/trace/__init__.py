"""A plan's own text: its items and figures, held against a catalogue or made into one."""
