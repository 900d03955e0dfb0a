"""Workbooks: what a spreadsheet opens, as rows of cells."""
