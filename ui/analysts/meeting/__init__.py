"""会议定稿: freezing, comparing, the packs, the log."""
