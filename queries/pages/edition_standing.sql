-- How much an edition holds of each subject and city: rows, the kelurahan they speak of, and the months they reach from and to.
SELECT city_code, subject, row_count, first_period, last_period, kelurahan_codes
FROM out_freshness
ORDER BY city_code, subject;
