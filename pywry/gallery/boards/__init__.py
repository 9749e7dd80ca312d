"""The dashboards: each file is a whole program."""
