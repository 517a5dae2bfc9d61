-- The rows of one sheet below its header, every field as text.
CREATE OR REPLACE TEMP VIEW raw_row AS
SELECT
  *,
  concat_ws(
    chr(31), coalesce(kecamatan, ''), coalesce(kelurahan, ''), coalesce(kelurahan_code, ''), coalesce(kecamatan_code, ''),
    coalesce(bps_code, ''), coalesce(bps_kecamatan_code, ''), coalesce(city, '')
  ) AS place_key
FROM raw_cell;
