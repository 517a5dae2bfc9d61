-- The same where a place stands only on the first row of its block, or a place or kind only in a heading above it: the last one named counts until
-- the next. A new kecamatan ends the kelurahan before it, one that is written on every row only where it changes; a total or a row that says nothing of its own is given no kelurahan.
CREATE OR REPLACE TEMP VIEW raw_row AS
WITH
stepped AS (
  SELECT
    *,
    kecamatan IS NOT NULL AND (
      kecamatan_below IS NOT NULL
      OR lower(kecamatan) IS DISTINCT FROM lower(
        last_value(kecamatan IGNORE NULLS) OVER (ORDER BY row_number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
      )
    ) AS begins_kecamatan
  FROM raw_cell
),
carried AS (
  SELECT
    *,
    last_value(kecamatan_below IGNORE NULLS) OVER above AS kecamatan_above,
    nullif(last_value(CASE WHEN kelurahan_below IS NOT NULL OR begins_kecamatan THEN coalesce(kelurahan_below, '') END IGNORE NULLS) OVER above, '')
      AS kelurahan_above,
    last_value(ppks_below IGNORE NULLS) OVER above AS ppks_above,
    last_value(kind_below IGNORE NULLS) OVER above AS kind_above
  FROM stepped
  WINDOW above AS (ORDER BY row_number ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
),
placed AS (
  SELECT * REPLACE (
    CASE
      WHEN kelurahan IS NULL AND kelurahan_code IS NULL AND NOT begins_kecamatan AND coalesce(ppks, decile, sex) IS NOT NULL
        AND NOT is_total(coalesce(first_text, '')) AND NOT is_total(coalesce(ppks, '')) THEN kelurahan_above
      ELSE kelurahan
    END AS kelurahan,
    CASE WHEN filled > 0 THEN coalesce(ppks, ppks_above) END AS ppks,
    CASE WHEN filled > 0 THEN coalesce(kind, kind_above) END AS kind
  )
  FROM carried
),
filled_down AS (
  SELECT * REPLACE (
    CASE WHEN kelurahan IS NULL AND kelurahan_code IS NULL THEN kecamatan ELSE coalesce(kecamatan, kecamatan_above) END AS kecamatan
  )
  FROM placed
)
SELECT
  *,
  concat_ws(
    chr(31), coalesce(kecamatan, ''), coalesce(kelurahan, ''), coalesce(kelurahan_code, ''), coalesce(kecamatan_code, ''),
    coalesce(bps_code, ''), coalesce(bps_kecamatan_code, ''), coalesce(city, '')
  ) AS place_key
FROM filled_down;
