"""The write side: from exports to a published edition."""
