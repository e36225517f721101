"""Finding a policy that reaches stated goals, or the smallest conflict between them."""
