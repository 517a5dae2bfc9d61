-- The lists of the city: first and last month of which each speaks, the last day in it, and its rows. A list of members speaks until the day it says
-- of itself, whether or not anybody came or went.
SELECT
  subject,
  first_period,
  last_period,
  CASE
    WHEN subject = 'volunteer'
      THEN greatest(latest_date, (SELECT max(list_date) FROM core_member_list WHERE is_stated AND kelurahan_code LIKE $city_code || '.%'))
    ELSE latest_date
  END AS latest_date,
  row_count
FROM out_freshness
WHERE city_code = $city_code
ORDER BY latest_date DESC, subject;
