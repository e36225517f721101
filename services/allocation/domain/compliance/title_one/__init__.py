"""Title I, Part A within a district: rank the schools, reserve, serve (ESEA 1113; 34 CFR 200.77 and 200.78)."""
