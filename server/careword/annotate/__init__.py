"""A file and what was found in it in, a copy of the file with remarks beside the words out."""
