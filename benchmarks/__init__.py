"""Speed, measured side by side in one run; ratios are what counts on a shared machine."""

import os

# What is measured is the samples' first seven months.
os.environ.setdefault("SAMPLES", "seven")
