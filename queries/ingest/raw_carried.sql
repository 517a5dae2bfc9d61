-- The place and kind that hold for each refused row once blocks and headings are carried down.
SELECT row_number, kecamatan, kelurahan, ppks, kind
FROM raw_row
SEMI JOIN (SELECT row_number FROM refused_row WHERE file_id = $file_id) AS refused USING (row_number);
