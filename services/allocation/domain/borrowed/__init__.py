"""Other districts' formulas on a district's own pupils: the documents, the mapping of words, and the comparison."""
