"""`pywry demo gallery`: dashboards of real data, each a short program to copy."""
