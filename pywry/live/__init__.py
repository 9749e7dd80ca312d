"""Live data: sources that feed panels, as fast as pages can follow."""
