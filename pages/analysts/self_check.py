"""自查报送：报送之前先看会读成什么、要问什么、哪里存疑、比上月变了什么；填报员可直接送出并看办理情况。"""

from ui import frame
from ui.analysts.self_check import checking, sending
from ui.analysts.upload import blanks

blanks.blank_forms()
held = checking.hand_in()
frame.heading(checking.verdict(held), frame.view(), "self_check")
if held is not None:
    if sending.sends():
        sending.offer(held)
    checking.show(held)
if sending.sends():
    sending.mine()
