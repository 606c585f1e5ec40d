"""Programs for whoever keeps the project: nothing imports them."""
