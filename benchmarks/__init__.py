"""Speed, measured side by side in one run; ratios are what counts on a shared machine."""
