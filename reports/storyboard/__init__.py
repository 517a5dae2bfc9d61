"""From numbers to sentences, and the order in which they are told."""
