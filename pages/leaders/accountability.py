"""责任通报：既通报责任单位、也通报牵头领导；滞后、预警、逾期、未答复、迟报缺报，位次和变化。"""

from ui import facts, frame, parts
from ui.leaders import accountability, overview

view = frame.begin("accountability")
frame.heading(facts.finding(view, "accountability"), view, "accountability")
overview.key_figures(view, "accountability", courses=False)
units, leaders = parts.cells(2)
with units:
    accountability.units(view)
with leaders:
    accountability.leaders(view)
    accountability.front_and_last(view)
frame.sources(view, "accountability")
