"""What a reader sees first, in Chromium, beside the same four figures elsewhere: ``python -m benchmarks.sight``."""
