"""The only home of caches, filters and the frame around the pages."""
