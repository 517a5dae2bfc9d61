"""The invitation: who gets a seat, on paper and as a workbook."""
