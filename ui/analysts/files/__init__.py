"""全部文件: every file ever received, whatever became of it."""
