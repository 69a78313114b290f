"""The command line: one file a command, and `main` that hands over to it."""
