"""What the program says to people: sentences made of values, for the page and the command."""
