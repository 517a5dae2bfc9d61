"""The model of seats and its exact solution: numbers in, a list out; knows no edition and no file."""
