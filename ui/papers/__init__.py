"""What the meeting takes away: one dossier gathered from the same figures as the pages, printed as often as asked."""
