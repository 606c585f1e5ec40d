"""重点项目与空间：一区多园、一核三廊六大片区、五大平台、新型要素，投资对计划也对时间。"""

from ui import facts, frame, parts
from ui.leaders import key_projects, overview

view = frame.begin("key_projects")
tab, place = parts.tabs(view, key_projects.TABS)
frame.heading(facts.finding(view, "key_projects", tab), view, "key_projects")

with place:
    if tab == "总体":
        overview.key_figures(view, "key_projects", courses=False)
        left, right = parts.cells(2)
        with left:
            key_projects.groups(view)
            key_projects.both_clocks(view)
            key_projects.red(view)
        with right:
            key_projects.space(view)
    if tab == "逐个片区":
        key_projects.sites(view)
    if tab == "项目清单":
        key_projects.projects(view)

frame.sources(view, "key_projects")
