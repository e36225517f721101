"""Formulas that a district writes itself, in a closed grammar: parsed, checked for units, evaluated exactly."""
