-- What is asked about the places of a sheet, once for each decision.
INSERT INTO review_question
SELECT
  $file_id,
  question,
  bool_and(is_kept),
  first(kecamatan ORDER BY kecamatan, kelurahan),
  first(kelurahan ORDER BY kecamatan, kelurahan),
  first(written_code),
  first(city_code),
  first(candidates ORDER BY kecamatan, kelurahan),
  first(similarities ORDER BY kecamatan, kelurahan)
FROM place_question
GROUP BY question;
