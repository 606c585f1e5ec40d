"""报送台账: who owed what, what came, and every version of it."""
