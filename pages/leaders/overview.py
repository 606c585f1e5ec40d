"""总览：时间过去多少、哪里亮红灯、谁负责、比上期好了还是差了。"""

from ui import facts, frame, parts
from ui.leaders import overview

view = frame.begin("overview")
frame.heading(facts.finding(view, "overview"), view, "overview")
overview.key_figures(view)

left, right = parts.cells(2)
works, red = (right, left) if view.look.phone else (left, right)
with works:
    overview.work_bars(view)
with red:
    overview.red_list(view)

funnel, trend, moved = parts.cells(3, narrowest=400)
with funnel:
    overview.project_funnel(view)
with trend:
    overview.gap_trend(view)
with moved:
    overview.changes(view)

frame.sources(view, "overview")
