"""Crowds of viewers against a dashboard, in processes of their own: ``make load``."""
