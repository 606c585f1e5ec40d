"""Frame in, frame out: every number a screen, slide or bulletin shows is made here, by a rule of the book handed in."""
