"""Frames in, bytes out: the slides, bulletin, lists and pictures a meeting takes away."""

from exports.bulletin import bulletin
from exports.dossier import Dossier, Kpi
from exports.lists import lists
from exports.pack import pack
from exports.slides import slides

__all__ = ["Dossier", "Kpi", "bulletin", "lists", "pack", "slides"]
