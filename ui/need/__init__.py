"""Need on a map: what is asked, and the ways to read it."""
