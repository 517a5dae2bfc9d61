"""Who gets the seats: the model with its objective and constraints, and the simple rule it must beat."""
