"""五项活动与作风整治：企业问题从收集到回访，七个方面整改，公开评议，五项活动。"""

from catalog.page import page
from ui import facts, frame, parts
from ui.leaders import campaign_units, campaigns, overview, reviews

view = frame.begin("campaigns")
tabs = page("campaigns").tabs
visits, style, review, activities = tabs
tab, place = parts.tabs(view, tabs)
frame.heading(facts.finding(view, "campaigns", tab), view, "campaigns")

with place:
    if tab == visits:
        overview.key_figures(view, "campaigns", courses=False)
        course, answering = parts.cells(2)
        with course:
            campaigns.flow(view)
            campaigns.clocks(view)
            campaigns.overdue(view)
        with answering:
            campaign_units.problems(view)
            campaigns.classes(view)
    if tab == style:
        left, right = parts.cells(2)
        with left:
            campaigns.aspects(view)
        with right:
            campaigns.open_items(view)
            campaign_units.mended(view)
    if tab == review:
        reviews.review(view)
    if tab == activities:
        campaigns.activities(view)
        campaigns.tasks(view)

frame.sources(view, "campaigns")
