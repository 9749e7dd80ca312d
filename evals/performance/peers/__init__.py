"""Other frameworks with the same job, each in an environment of its own."""
