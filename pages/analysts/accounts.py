"""账号：谁可以进来、看什么、做什么；新建、改角色和单位、停用、换口令、退出所有登录。"""

import streamlit as st

from ui import frame
from ui.analysts.accounts import accounts

found = accounts.all_accounts()
frame.heading(accounts.sentence(found), None, "accounts")
if found is None:
    st.stop()

left, right = st.columns([3, 2], gap="medium")
with left:
    st.markdown("#### 现有账号", anchors=False)
    picked = accounts.listing(found)
with right:
    if picked is None:
        accounts.new_account()
    else:
        accounts.change(picked)
