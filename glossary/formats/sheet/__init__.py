"""One concept a row, for people: CSV and XLSX."""
