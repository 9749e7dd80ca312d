"""Values that tools take and give."""
