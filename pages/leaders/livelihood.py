"""39项民生实事：10类状态板、时间轴、承诺与核查对照。"""

from ui import facts, frame, parts
from ui.leaders import livelihood

view = frame.begin("livelihood")
tab, place = parts.tabs(view, livelihood.TABS)
frame.heading(facts.finding(view, "livelihood", tab), view, "livelihood")

with place:
    if tab == "状态板":
        livelihood.status(view)
    if tab == "时间轴":
        livelihood.schedule(view)
    if tab == "回头看":
        livelihood.look_back(view)

frame.sources(view, "livelihood")
