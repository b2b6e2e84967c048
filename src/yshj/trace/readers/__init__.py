"""What the words beside a figure say: one set of readers, for `draft` to propose and `trace` to certify."""
