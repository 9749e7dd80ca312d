"""The tasks for real models, run by inspect-ai; needs the group `evals`."""
