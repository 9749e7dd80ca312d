"""The catalogue in the forms that others read."""
