"""Checked notes in, output for people or for machines out."""
