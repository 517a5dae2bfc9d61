-- The sheets of which rows were refused.
SELECT DISTINCT file_id
FROM refused_row
ORDER BY file_id;
