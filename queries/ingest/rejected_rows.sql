-- The refused rows of one sheet, whole, each with column, reason and advice, for the operator's reject file.
SELECT refused_row.column_label, refused_row.message, refused_row.advice, sheet_cell.*
FROM sheet_cell
INNER JOIN refused_row ON refused_row.row_number = sheet_cell.row_number AND refused_row.file_id = $file_id
ORDER BY sheet_cell.row_number;
