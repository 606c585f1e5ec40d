"""The hash-chained log of acts, the texts meetings were judged by, and the proof that nothing was changed since."""
