"""Rates as fractions: the sign or the number format decides the scale, nothing is guessed: reading.md D6."""

import pytest

from loaders.cells import Context, at_scale, percent_evidence, read_cell

NOBODY = Context()
PERCENT = Context(percent_scale="percent")
FRACTION = Context(percent_scale="fraction")


def codes(parsed):
    return [note.code for note in parsed.notes]


READ = [
    ("P01-whole-percent-format", 0.85, "0%", NOBODY, 0.85, []),
    ("P01-tenths-percent-format", 0.856, "0.0%", NOBODY, 0.856, []),
    ("P01-all", 1.0, "0.00%", NOBODY, 1, []),
    ("P02-sign", "85%", "General", NOBODY, 0.85, []),
    ("P02-full-width-sign", "85％", "General", NOBODY, 0.85, []),
    ("P02-full-width", "８５%", "General", NOBODY, 0.85, []),
    ("P02-space", "46.7 %", "General", NOBODY, 0.467, []),
    ("P03-percent-column", 85.0, "General", PERCENT, 0.85, []),
    ("P03-percent-column-text", "85", "General", PERCENT, 0.85, []),
    ("P04-fraction-column", 0.85, "General", FRACTION, 0.85, []),
    ("P05-one-percent", 1.0, "General", PERCENT, 0.01, []),
    ("P05-all", 1.0, "General", FRACTION, 1, []),
    ("P05-nought-at-any-scale", 0.0, "General", NOBODY, 0, []),
    ("P06-sign-against-column", "77%", "General", FRACTION, 0.77, []),
    ("P08-literal-quoted", 85.0, '0"%"', NOBODY, 0.85, []),
    ("P08-literal-escaped", 85.0, "0\\%", NOBODY, 0.85, []),
    ("P09-done", "已完成85%", "General", NOBODY, 0.85, []),
    ("P09-rate-of", "完成率85%", "General", NOBODY, 0.85, []),
    ("P09-progress", "进度：85%", "General", NOBODY, 0.85, []),
    ("P09-of-the-annual-target", "占年度目标的63.88%", "General", NOBODY, 0.6388, []),
    ("P12-about", "约85%", "General", NOBODY, 0.85, ["value_approximate"]),
    ("P12-or-so", "85%左右", "General", NOBODY, 0.85, ["value_approximate"]),
    ("P12-or-more", "85%以上", "General", NOBODY, 0.85, ["value_is_bound"]),
    ("P12-above", ">85%", "General", NOBODY, 0.85, ["value_is_bound"]),
    ("P12-at-least", "≥85%", "General", NOBODY, 0.85, ["value_is_bound"]),
    ("P13-tenths", "八成五", "General", NOBODY, 0.85, ["chinese_numeral"]),
    ("P13-six-tenths", "六成", "General", NOBODY, 0.6, ["chinese_numeral"]),
    ("P13-hundredths", "百分之八十五", "General", NOBODY, 0.85, ["chinese_numeral"]),
    ("P13-hundredths-with-point", "百分之八十五点五", "General", NOBODY, 0.855, ["chinese_numeral"]),
    ("P09-of-all-the-work", "完成总工程量的85%", "General", NOBODY, 0.85, []),
    ("P13-wholly", "百分之百", "General", NOBODY, 1, ["chinese_numeral"]),
    ("P09-done-after", "85%完成", "General", NOBODY, 0.85, []),
    ("P09-full-stop", "85%。", "General", NOBODY, 0.85, []),
    ("P15-comment-of-another-meaning", "85%（预计）", "General", NOBODY, 0.85, ["comment_changes_meaning"]),
    ("P15-beyond-the-target", "120%", "General", NOBODY, 1.2, []),
    ("P15-with-comment", "120%（超额）", "General", NOBODY, 1.2, ["value_with_comment"]),
    ("P15-comment-unclosed", "50%(马站未开工", "General", NOBODY, 0.5, ["value_with_comment"]),
    ("P15-far-beyond", 4.9569, "0.00%", NOBODY, 4.9569, []),
    ("P16-minus", "-5%", "General", NOBODY, -0.05, []),
    ("P19-year-on-year", -0.05, "0%", NOBODY, -0.05, []),
    ("P21-stored-not-shown", 0.854, "0%", NOBODY, 0.854, []),
    ("P22-per-mille", "5‰", "General", NOBODY, 0.005, []),
    ("N27-hidden", 0.5, ";;;", FRACTION, 0.5, ["hidden_format"]),
]


@pytest.mark.parametrize(
    ("typed", "shape", "context", "value", "said"), [r[1:] for r in READ], ids=[r[0] for r in READ]
)
def test_a_rate_is_read_as_a_fraction(typed, shape, context, value, said):
    parsed = read_cell("rate", typed, number_format=shape, context=context)
    assert (parsed.value, codes(parsed), parsed.withheld) == (value, said, False)


REFUSED = [
    ("P04-no-scale", 0.85, "General", NOBODY, "rate_scale_unknown"),
    ("P04-no-scale-text", "0.85", "General", NOBODY, "rate_scale_unknown"),
    ("P05-one", 1.0, "General", NOBODY, "rate_scale_unknown"),
    ("P05-hundred", 100.0, "General", NOBODY, "rate_scale_unknown"),
    ("P07-pasted-into-percent-format", 85.0, "0%", NOBODY, "percent_huge"),
    ("P07-percent-in-a-fraction-column", 85.0, "General", FRACTION, "percent_huge"),
    ("P10-of-the-main-structure", "完成主体工程的60%", "General", NOBODY, "rate_of_part"),
    ("P11-main-structure-in-comment", "85%（主体）", "General", NOBODY, "rate_of_part"),
    ("P17-completed-building", "已竣工", "General", NOBODY, "rate_is_status"),
    ("P11-two-parts", "主体100%，装修10%", "General", NOBODY, "rate_of_part"),
    ("P11-part-in-comment", "100%（主体80%）", "General", NOBODY, "rate_of_part"),
    ("P13-points", "85.3个百分点", "General", NOBODY, "rate_in_points"),
    ("P16-triangle", "▲3.2%", "General", NOBODY, "sign_unclear"),
    ("P16-hollow-triangle", "▽3.2%", "General", NOBODY, "sign_unclear"),
    ("P16-arrow", "↓3.2%", "General", NOBODY, "sign_unclear"),
    ("P16-brackets", "（3.2%）", "General", NOBODY, "sign_unclear"),
    ("P17-done", "已完成", "General", NOBODY, "rate_is_status"),
    ("P17-nearly-done", "基本完成", "General", NOBODY, "rate_is_status"),
    ("P17-tick", "√", "General", NOBODY, "rate_is_status"),
    ("P18-prose", "正在进行基础施工", "General", NOBODY, "rate_is_prose"),
    ("N07-range", "80%-90%", "General", NOBODY, "number_range"),
    ("N18-error", "#DIV/0!", "General", NOBODY, "cell_error"),
    ("N25-boolean", True, "General", NOBODY, "boolean_in_number"),
    ("N12-undecided", "待定", "General", NOBODY, "value_deferred"),
]


@pytest.mark.parametrize(("typed", "shape", "context", "code"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_a_rate_that_is_not_certain_is_withheld(typed, shape, context, code):
    parsed = read_cell("rate", typed, number_format=shape, context=context)
    assert (parsed.value, parsed.withheld, codes(parsed)) == (None, True, [code])


def test_p04_a_rate_waiting_for_its_scale_keeps_the_number_typed():
    waiting = read_cell("rate", 0.85)
    assert at_scale(waiting.extras["raw"], "fraction") == 0.85
    assert at_scale(waiting.extras["raw"], "percent") == 0.0085


@pytest.mark.parametrize(
    ("typed", "shape", "evidence"),
    [
        ("85%", "General", "sign"),
        ("已完成85％", "General", "sign"),
        ("85", "General", None),
        (0.85, "0.0%", "fraction"),
        (85.0, '0"%"', "percent"),
        (85.0, "General", None),
        (True, "0%", None),
    ],
)
def test_a_cell_says_what_it_alone_knows_of_its_scale(typed, shape, evidence):
    assert percent_evidence(typed, shape) == evidence
