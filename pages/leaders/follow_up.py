"""会后跟踪：上次会议点名的滞后事项落实到哪一步；需要领导决定的事项由谁提出、怎么批示。"""

from ui import frame, parts
from ui.leaders import pending as waiting
from ui.papers import demands, follow_up, pending

view = frame.begin("follow_up")
tab, place = parts.tabs(view, follow_up.TABS)
frame.heading(pending.finding(view) if tab == follow_up.TABS[1] else demands.finding(view), view, "follow_up")
with place:
    if tab == follow_up.TABS[1]:
        waiting.listing(view)
        waiting.deciding(view)
    else:
        follow_up.counted(view)
        follow_up.followed(view)
frame.sources(view, "follow_up")
