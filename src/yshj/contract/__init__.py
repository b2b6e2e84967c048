"""What a valid row is: cells, periods, row models. The only definition there is."""
