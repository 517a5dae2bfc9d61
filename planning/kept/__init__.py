"""Plans that are kept: saved, locked, followed, and who may see the names."""
