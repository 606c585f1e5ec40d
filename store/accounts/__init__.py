"""Who may sign in, and the sign-ins that are open."""
