"""Typed events between pages and Python, a module a family."""
