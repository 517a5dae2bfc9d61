-- The rows of the sheet at hand that name one of these places.
SELECT row_number
FROM raw_row
WHERE list_contains($keys, place_key)
ORDER BY row_number;
