"""One concept a row, in the columns that a CAT tool knows."""
