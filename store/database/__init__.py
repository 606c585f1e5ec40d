"""How the store connects, what its tables are, and the steps that bring an older database to today's."""
