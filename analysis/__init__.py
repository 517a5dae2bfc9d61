"""What the figures of many small places say together: numpy and pandas only, no page, no question to an edition."""
