"""责任主页：一个单位、一位牵头领导一页，看承担的事项、走势、问题、承诺和30天内到期的事项。"""

from ui import frame, parts
from ui.leaders import owner

view = frame.begin("owner")
whose = owner.owner(view)
frame.heading(owner.finding(view, whose), view, "owner")
if not whose.name:
    owner.everybody(view)
else:
    parts.nothing(owner.units_of(whose))
    owner.key_figures(view, whose)
    owner.items(view, whose)
    left, right = parts.cells(2)
    with left:
        owner.due_soon(view, whose)
    with right:
        owner.promises(view, whose)
frame.sources(view, "owner")
