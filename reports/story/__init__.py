"""The story: one HTML file without server or network."""
