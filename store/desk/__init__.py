"""Every act on the store, each checked against who asks and done in one transaction."""
