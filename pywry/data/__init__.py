"""Figures and tables of any kind, made into the arrays and texts that pages take."""
