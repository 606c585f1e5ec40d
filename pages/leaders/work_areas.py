"""六项工作：各分项的进度、时序和本期推进，谁牵头谁负责，逐项查到原表。"""

from ui import facts, frame, parts, row_pictures
from ui.leaders import tasks, work_areas

view = frame.begin("work_areas")
tab, place = parts.tabs(view, work_areas.TABS)
with place:
    task = tasks.chosen(view) if tab == "逐项查看" else None
finding = tasks.finding(view, task) if task else facts.finding(view, "work_areas", tab)
frame.heading(finding, view, "work_areas")

with place:
    if tab == "任务":
        work_areas.lens(view)
    if tab == "责任清单":
        leaders, departments = parts.cells(2)
        with leaders:
            work_areas.leader_lamps(view)
        with departments:
            work_areas.department_lamps(view)
    if task:
        course, dossier = parts.cells(2)
        with course:
            tasks.course(view, task)
        with dossier:
            tasks.dossier(view, task)
            row_pictures.of_item(view, tasks.DATASET, task)

frame.sources(view, "work_areas")
