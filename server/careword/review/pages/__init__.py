"""One file for each group of pages: a request in, a page out."""
