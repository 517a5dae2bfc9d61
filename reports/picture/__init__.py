"""Maps as pictures, without a browser."""
