"""A language checker for children's case notes: it judges words in context and says why."""

__version__ = "0.1.0"
