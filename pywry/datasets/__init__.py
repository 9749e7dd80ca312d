"""Datasets by reference: files below allowed folders, held as Arrow, asked with SQL that reaches nothing else."""
