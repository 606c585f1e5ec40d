"""Six alike messages are one."""

from __future__ import annotations

from ui.analysts import alike


def told(*found: tuple[str, str], tail: str = "") -> list[str]:
    shown: list[str] = []
    alike.say(lambda words, **_: shown.append(words), found, icon="", tail=tail)
    return shown


def test_one_reason_is_said_once_with_all_it_is_about() -> None:
    assert told(*((f"{n}号表", "没有认出单位") for n in range(1, 7))) == [
        "1号表、2号表、3号表、4号表、5号表、6号表：没有认出单位"
    ]


def test_several_reasons_are_one_message_of_several_lines() -> None:
    shown = told(("甲", "太大"), ("乙", "不认识"), ("丙", "太大"), tail="请单独核对")
    assert shown == ["请单独核对\n\n- 甲、丙：太大\n- 乙：不认识"]


def test_a_long_list_is_counted_and_nothing_found_says_nothing() -> None:
    assert told(*((str(n), "太大") for n in range(1, 12)))[0].startswith("1、2、3、4、5、6、7、8等 11 份：")
    assert told() == []
