"""From accepted rows to evidence: what each body has shown for each target."""
