"""What the words beside a figure say: one set of readers, which draft and trace share."""
