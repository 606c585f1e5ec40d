"""What the product says, a module a file of ``catalog/wording``: typed, made once, strict."""
