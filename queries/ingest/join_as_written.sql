-- The rows of a file stream past the small meaning tables. Left to itself the planner, which cannot know how long a csv is,
-- holds all rows in memory instead: a million of them did not fit.
SET disabled_optimizers = 'join_order,build_side_probe_side';
