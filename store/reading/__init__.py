"""What stands, as frames, lists and traces: read only, never a change."""
