"""Frame in, frame out: every number a screen, a slide or the bulletin shows is made here, by a rule of catalog/rules.toml."""
