-- The place and kind that hold for each row once blocks and headings are carried down.
SELECT row_number, kecamatan, kelurahan, ppks, kind
FROM raw_row;
