"""充电桩：有几处，各有几个桩。"""

from ui import facts, frame
from ui.leaders import overview

view = frame.begin("charging")
frame.heading(facts.finding(view, "charging"), view, "charging")
overview.key_figures(view, "charging")
frame.sources(view, "charging")
