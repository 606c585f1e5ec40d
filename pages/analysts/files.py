"""全部文件：收到过的每一份文件，待办、退回、发布、移出、撤回的都在；按单位、期数、类别、状态、经手人查找。"""

from ui import frame
from ui.analysts.files import listing, states

found = states.every_file()
frame.heading(listing.sentence(found), None, "files")
listing.listing(listing.filtered(found))
