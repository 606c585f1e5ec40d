"""Accounts for administrators: listed, made, changed, ended. The store's desk checks every act again."""

from __future__ import annotations

import time
from collections.abc import Callable

import streamlit as st

from access import passwords
from access.settings import settings
from access.words import words
from catalog.book import book
from catalog.words.store import store_words
from store import ALL, ROLES, Refused
from store.accounts.records import Account
from ui import parts
from ui.analysts.desk import attempt, desk, keep_why_not, now, tell_why_not
from ui.analysts.table import Cell, table
from ui.escape import md

_SAID = "accounts_said"
NONE_CHOSEN = "（新建）"


def all_accounts() -> list[Account] | None:
    """Every account, by name; None, with the sentence why, where this reader may not see them."""
    try:
        return desk().accounts()
    except Refused as refused:
        st.warning(md(refused), icon=":material/block:")
        return None


def sentence(found: list[Account] | None) -> str:
    """The page's title."""
    if found is None:
        return "账号由管理员管理"
    active = sum(account.active for account in found)
    without = "；现在是本机模式，不需要登录" if settings().mode == "local" else ""
    return f"{active}个账号可以登录，{len(found) - active}个已停用{without}" if found else f"还没有账号{without}"


def listing(found: list[Account]) -> Account | None:
    """The accounts as a table; the one chosen below it, None for a new one."""
    if said := st.session_state.pop(_SAID, ""):
        st.success(md(said), icon=":material/check:")
    if found:
        table(["账号", "角色", "负责单位", "状态", "建立"], [_row(account) for account in found], key="accounts")
    named = {account.name: account for account in found}
    return named.get(st.selectbox("要更改的账号", [NONE_CHOSEN, *named], key="account-chosen"))


def new_account() -> None:
    """The form of a new account; its first password is handed over and changed by its owner."""
    st.markdown("#### 新建账号", anchors=False)
    with st.form("account-new", clear_on_submit=True):
        st.text_input("账号（工号或岗位名，如“统计岗”）", max_chars=60, key="account-name")
        st.selectbox("角色", ROLES, format_func=role_words, key="account-role")
        st.multiselect("负责单位（填报员、分析员必填）", _units(), placeholder="选单位", key="account-units")
        asked = f"初始口令（至少{passwords.SHORTEST}个字符，请本人登录后修改）"
        st.text_input(asked, type="password", max_chars=200, key="account-first-password")
        st.form_submit_button("建立", type="primary", on_click=_make)
    tell_why_not("account")


def _make() -> None:
    name = str(st.session_state["account-name"] or "").strip()
    role, units = st.session_state["account-role"], st.session_state["account-units"]
    if secret := _secret(name, "account-first-password"):
        _done(lambda: desk().make_account(name, role, units, secret, at=now()), f"已建立账号“{name}”")


def change(account: Account) -> None:
    """What may be done to one account."""
    st.markdown(f"#### {md(account.name)}", anchors=False)
    # The keys name the account as it stands: another one, or a colleague's change, has boxes of its own.
    key = f"account-{account.name}-{account.changed}"
    with st.form("account-change"):
        st.selectbox("角色", ROLES, index=ROLES.index(account.role), format_func=role_words, key=f"{key}-role")
        known = sorted({*_units(), *account.departments})
        st.multiselect("负责单位", known, default=list(account.departments), placeholder="选单位", key=f"{key}-units")
        st.toggle("可以登录", value=account.active, key=f"{key}-active")
        parts.aside("保存后，这个账号在所有电脑上的登录都会退出。")
        st.form_submit_button("保存", type="primary", on_click=_change, args=(account.name, key))
    with st.form("account-password", clear_on_submit=True):
        st.text_input("新口令", type="password", max_chars=200, key=f"{key}-password")
        st.form_submit_button("换口令", on_click=_set_password, args=(account.name, f"{key}-password"))
    tell_why_not("account")
    st.button("退出这个账号的所有登录", key="account-end", on_click=_end_sign_ins, args=(account.name,))


def _change(name: str, key: str) -> None:
    """Give the account that was on the screen what the boxes say at the click."""
    role, units, active = (st.session_state[f"{key}-{what}"] for what in ("role", "units", "active"))
    _done(
        lambda: desk().change_account(
            name, at=now(), moment=time.time(), role=role, departments=units, active=active
        ),
        f"已更改账号“{name}”",
    )  # fmt: skip


def _set_password(name: str, box: str) -> None:
    if secret := _secret(name, box):
        _done(lambda: desk().set_password(name, secret, at=now(), moment=time.time()), f"已给“{name}”换口令")


def _end_sign_ins(name: str) -> None:
    _done(lambda: desk().end_sign_ins(name, at=now(), moment=time.time()), f"“{name}”已全部退出")


def role_words(role: str) -> str:
    """A role as people call it."""
    return store_words().roles[role]


def _row(account: Account) -> list[Cell | str]:
    state = Cell("可登录", looks="good short") if account.active else Cell("已停用", looks="soft short")
    units = "全部" if ALL in account.departments else "、".join(account.departments) or "全部"
    return [account.name, role_words(account.role), units, state, account.made[:10]]


def _done(act: Callable[[], object], said: str) -> None:
    if attempt(act) is not None:
        st.session_state[_SAID] = said


def _secret(name: str, box: str) -> str:
    """The hash of the password in that box; "", with the sentence why, where it cannot be taken."""
    password = str(st.session_state[box] or "")
    weak = words().tool.weak.format(shortest=passwords.SHORTEST)
    fault = "请填写账号" if not name else "" if passwords.strong(password, name) else weak
    if fault:
        keep_why_not("account", fault)
        return ""
    try:
        return passwords.hashed(password)
    except passwords.Busy:
        keep_why_not("account", "正在登录的人较多，请稍候再试。")
        return ""


def _units() -> list[str]:
    return book().unit_names()
