"""会后跟踪：上次会议点名的滞后事项，责任领导、时限和目前情况。"""

from ui import frame
from ui.papers import demands, follow_up

view = frame.begin("follow_up")
frame.heading(demands.finding(view), view, "follow_up")
follow_up.counted(view)
follow_up.followed(view)
frame.sources(view, "follow_up")
