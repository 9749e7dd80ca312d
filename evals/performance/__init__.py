"""How fast PyWry is, each figure beside its floor in the same run."""
