"""What stands on the leaders' pages, piece by piece: each module is one page's body, each function one block of it."""
