"""The meeting's slides: 16:9, native charts and tables that can be edited, notes that name the source cells."""

from exports.slides.deck import slides

__all__ = ["slides"]
