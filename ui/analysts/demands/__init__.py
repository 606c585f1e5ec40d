"""督办: notices sent, replies taken in, and what is done about each matter."""
