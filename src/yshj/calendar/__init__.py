"""Days off and make-up workdays, and time as Chinese law counts it."""
