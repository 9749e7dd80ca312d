"""What people hold: one class a family, one bound line an operation."""
