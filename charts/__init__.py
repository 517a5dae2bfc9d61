"""Frame in, figure out: maps, trends, colours and Indonesian words."""
