"""Rows that stay in the engine that holds them: it counts groups, and hands over few rows."""
