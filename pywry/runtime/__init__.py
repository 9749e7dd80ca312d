"""What runs while pages are open: the door, the widgets, their logs and viewers, callbacks and calls."""
