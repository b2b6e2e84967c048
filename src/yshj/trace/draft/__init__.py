"""A catalogue proposed for a plan that has none: by rule, the same every time, with its reasons."""
