"""Where pages live: each transport carries messages and decides nothing."""
