"""From files to tables of raw cells, accepted rows, and refused rows with their reasons."""
