-- The same where the kecamatan stands only on the first row of its block: the last one named counts until the next.
CREATE OR REPLACE TEMP VIEW raw_row AS
WITH
filled_down AS (
  SELECT * REPLACE (
    CASE
      WHEN kelurahan IS NULL AND kelurahan_code IS NULL THEN kecamatan
      ELSE last_value(kecamatan IGNORE NULLS) OVER (ORDER BY row_number ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    END AS kecamatan
  )
  FROM raw_cell
)
SELECT
  *,
  concat_ws(
    chr(31), coalesce(kecamatan, ''), coalesce(kelurahan, ''), coalesce(kelurahan_code, ''), coalesce(kecamatan_code, ''),
    coalesce(bps_code, ''), coalesce(bps_kecamatan_code, ''), coalesce(city, '')
  ) AS place_key
FROM filled_down;
