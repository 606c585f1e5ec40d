"""账号: who may sign in, and as what."""
