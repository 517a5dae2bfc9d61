-- The kecamatan that holds for each row once block headings are carried down.
SELECT row_number, kecamatan
FROM raw_row
WHERE kecamatan IS NOT NULL;
