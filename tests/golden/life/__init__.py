"""Months as an office lives them, each pushed through the product as ordinary workbooks: what it says of them."""
