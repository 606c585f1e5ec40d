"""自查报送: a sheet is checked before it is sent, without being kept; a clerk sends it and sees what becomes of it."""
