-- Every place that the sheet at hand names, as it is written.
SELECT place_key
FROM place_meaning
ORDER BY place_key;
