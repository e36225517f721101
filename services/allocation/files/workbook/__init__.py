"""Spreadsheets whose live formulas compute an allocation anew: the district's calculator, and one school's."""
