"""招商引资：项目走到哪一步、停了多久、产业落在哪里、三库一图和重点目标。"""

from ui import facts, frame, parts
from ui.leaders import cohorts, investment, libraries, origin_map, overview

view = frame.begin("investment")
tab, place = parts.tabs(view, investment.TABS)
frame.heading(facts.finding(view, "investment", tab), view, "investment")

with place:
    if tab == "总体":
        funnel, moves, ageing, crosstab = parts.cells(2) + parts.cells(2)
        with funnel:
            overview.project_funnel(view, investment.block_height(view))
        with moves:
            investment.stage_moves(view)
        with ageing:
            investment.days_in_stage(view)
        with crosstab:
            investment.industry_by_site(view)
    if tab == "批次和资金":
        courses, money, stops, longest = parts.cells(2) + parts.cells(2)
        with courses:
            cohorts.courses(view)
        with money:
            cohorts.money_apart(view)
        with stops:
            cohorts.stop_reasons(view)
        with longest:
            investment.longest(view)
    if tab == "三库":
        libraries.browse(view)
    if tab == "招商地图":
        industry, site = origin_map.choice(view)
        tiles, flows = parts.cells(2)
        with tiles:
            origin_map.tiles(view, industry, site)
        with flows:
            origin_map.flows(view, industry, site)
    if tab == "专案":
        investment.key_targets(view)

frame.sources(view, "investment")
