-- Some rows of one sheet, whole.
SELECT sheet_cell.*
FROM sheet_cell
SEMI JOIN wanted_row ON wanted_row.row_number = sheet_cell.row_number
ORDER BY sheet_cell.row_number;
