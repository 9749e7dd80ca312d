"""A page as it is now, as a document that stands alone, a picture or a PDF."""
