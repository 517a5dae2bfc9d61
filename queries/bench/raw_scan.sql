-- Every column of the file touched, nothing understood.
SELECT
  max(length(c0)), max(length(c1)), max(length(c2)), max(length(c3)), max(length(c4)), max(length(c5)),
  max(length(c6)), max(length(c7)), max(length(c8)), max(length(c9)), max(length(c10)), max(length(c11))
FROM lines
ORDER BY ALL;
