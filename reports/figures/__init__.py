"""Every number that leaves the office, gathered once in the public view."""
