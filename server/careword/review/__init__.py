"""The supervisor's review: findings, people's decisions, and pages for both. Its store holds no words of a note."""
