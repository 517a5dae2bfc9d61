"""The page Rapor & tindakan: the scorecard, the reason of a value, and what is done about it."""
