"""What a project's score is made of: a module a ranking signal, and the table that adds them."""
