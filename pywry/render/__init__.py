"""From a page as it is now to the document that a browser gets."""
