"""All SQL of the project, and the one door to an edition."""
