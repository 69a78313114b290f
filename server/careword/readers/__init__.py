"""Files and standard input in, notes out."""
