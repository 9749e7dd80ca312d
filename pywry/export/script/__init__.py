"""A page as a Python script that shows it again."""
