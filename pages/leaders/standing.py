"""对标进位：在济宁区域内走在前列，在国家高新区坐标系中争先进位。"""

from ui import facts, frame, parts
from ui.leaders import overview, standing

view = frame.begin("standing")
frame.heading(facts.finding(view, "standing"), view, "standing")
overview.key_figures(view, "standing")
places, distances = parts.cells(2)
with places:
    standing.places(view)
with distances:
    standing.distances(view)
frame.sources(view, "standing")
