"""溯源: from a number back to its cells."""
