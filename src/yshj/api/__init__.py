"""What a script imports: `check`, the report it returns, and the errors it raises."""
