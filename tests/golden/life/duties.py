"""Deadlines, silence, standstill and rows that change: who is late, and who is who."""

from __future__ import annotations

from catalog import numbers
from catalog.book import book
from catalog.lamps import light_word
from metrics import accountability
from tests.golden.life.office import Office, task
from ui import facts, source
from ui.papers.demands import published_on

MAY, JUNE, JULY = "2017-05", "2017-06", "2017-07"


def closed_after_their_deadline(office: Office) -> list[str]:
    """5 of 104 problems due and closed in July were closed after their own deadline; 39 due and closed in spring."""
    spring = [_problem(f"春{n}", "2017-03-31", "2017-03-20") for n in range(39)]
    late = [_problem(f"迟{n}", "2017-07-10", "2017-07-20") for n in range(5)]
    in_time = [_problem(f"问{n}", "2017-07-20", "2017-07-18") for n in range(99)]
    open_ones = [_problem(f"未{n}", "2017-07-05", None) for n in range(5)]
    office.send("纪工委", JULY, [*spring, *late, *in_time], "rectification")
    told = [office.card("accountability", "on_time_rate", JULY)]
    office.send("纪工委", JULY, [*spring, *open_ones], "rectification")
    return [*told, f"另有5项未销号、春季39项早已销号：{office.card('accountability', 'on_time_rate', JULY)}"]


def _problem(name: str, deadline: str, closed: str | None) -> dict[str, object]:
    said = {
        "campaign": "作风整治",
        "department": "纪工委",
        "problem": f"{name}问题",
        "measure": "整改",
        "deadline": deadline,
    }
    return said | {"status": "已销号" if closed else "整改中", "done_date": closed, "closed_date": closed}


def schedule_of_investment(office: Office) -> list[str]:
    """A project that spends as the country's investment does, by months: what it is said to lack."""
    said = []
    for month, share in ((2, 0.065), (3, 0.14), (4, 0.22)):
        period = f"2017-{month:02}"
        row = {"project": "产业园一期", "annual_plan": 10000, "completed_ytd": round(10000 * share), "site": "科技新城"}
        office.send("经济发展局", period, [row | {"lead_department": "经济发展局"}], "key_projects")
        with office.opened(period) as view:
            told = facts.judged_of(view)["key_projects"].iloc[0]
            curve = facts.curves_words(view, "key_projects")
        apart = f"较序时{numbers.points(told['deviation'])}，较月数÷12 {numbers.points(told['deviation_calendar'])}"
        said.append(f"{month}月{numbers.rate(told['rate'])}，{apart}，{light_word(told['light'])}（{curve}）")
    return said


def silent_after_its_deadline(office: Office) -> list[str]:
    """An item due in June stops at 40 % and is never reported again; another one of its unit goes on."""
    office.send("建设局", MAY, [task("修路", 10, "公里", 4, deadline="2017-06-30"), task("植树", 10, "亩", 4)])
    office.send("建设局", JULY, [task("植树", 10, "亩", 6)])
    row = office.rows(JULY).loc["修路"]
    return [
        f"{numbers.rate(row['rate'])}，{light_word(row['light'])}，逾期{row['days_over']:.0f}天",
        office.card("accountability", "red_items", JULY),
    ]


def declared_standstill(office: Office) -> list[str]:
    """A unit declares that nothing moved in July."""
    office.send("建设局", JUNE, [task("修路", 10, "公里", 4)])
    office.send("科技局", JULY, [task("建楼", 10, "栋", 6)])
    office.declares("建设局", JULY)
    return [f"{office.told('修路', JULY)}；{office.rows(JULY).loc['修路', 'standstill']}"]


def swapped_and_renamed(office: Office) -> list[str]:
    """Two projects of one name whose rows are swapped; one renamed, as the office said."""
    office.send(
        "招商局",
        JUNE,
        [_project("食品加工", "甲集团", 100), _project("食品加工", "乙集团", 900), _project("新材料", "丙", 50)],
        PROJECTS,
    )
    office.send(
        "招商局",
        JULY,
        [
            _project("食品加工", "乙集团", 900),
            _project("食品加工", "甲集团", 100),
            _project("新材料（二期）", "丙", 50),
        ],
        PROJECTS,
    )
    renamed = {"dataset": PROJECTS, "kind": "renamed", "before": ["新材料"], "after": ["新材料（二期）"], "since": JULY}
    before = _moves(office)
    office.decides({("successions", f"{PROJECTS}/新材料"): renamed}, "2017-07-01")
    return [f"未答前：{before}", f"答后：{_moves(office)}"]


PROJECTS = "investment_projects"
KINDS = {"same": "未动", "new": "新增", "vanished": "不再报送", "forward": "推进", "back": "后退"}


def _project(name: str, investor: str, paid: float) -> dict[str, object]:
    said = {"project": name, "investor": investor, "paid_in": paid, "stage": "签约", "sign_date": "2017-03-01"}
    return said | {"lead_department": "招商局", "contract_investment": 1000}


def _moves(office: Office) -> str:
    from metrics import pipeline

    with office.opened(JULY) as view, office.opened(JUNE) as before:
        moves = pipeline.moves(source.frame(view, PROJECTS), source.frame(before, PROJECTS))
    counts = moves.groupby("kind")["n"].sum()
    return "、".join(f"{KINDS[kind]}{n}个" for kind, n in counts.items())


def target_halved(office: Office) -> list[str]:
    """A target falls from 120 to 60 and nobody approved it; then somebody did."""
    office.send("建设局", JUNE, [task("修路", 120, "公里", 50)])
    office.send("建设局", JULY, [task("修路", 60, "公里", 55)])
    found = office.rows(JULY).loc["修路"]
    said = f"{office.told('修路', JULY)}，表内目标{found['typed_target']:.0f}"
    office.desk.explain_change(
        PROJECT_OF_TARGET, found["row_id"], kind="retargeted", reason="调整", approved_by="文〔2〕", at="2017-07-31"
    )
    return [said, f"批准后：{office.told('修路', JULY)}，依据{office.rows(JULY).loc['修路', 'paper']}"]


PROJECT_OF_TARGET = "work_targets"


def merged_unit(office: Office) -> list[str]:
    """A unit goes into another in May, which reports its task from then on."""
    office.send("科技局", "2017-04", [task("建楼", 10, "栋", 3, lead_department="科技局")])
    office.send("经济发展局", "2017-04", [task("修路", 10, "公里", 3, lead_department="经济发展局")])
    unit = _unit("科技局") | {"valid_to": "2017-05-01", "successor": "经济发展局"}
    office.decides({("units", "科技局"): unit}, "2017-05-02")
    once = office.rows(MAY)[["reporting_department", "actual_value"]].to_numpy().tolist()
    both = [
        task(name, 10, unit, done, lead_department="经济发展局")
        for name, unit, done in (("建楼", "栋", 5), ("修路", "公里", 4))
    ]
    office.send("经济发展局", JUNE, both)
    after = office.rows(JUNE)[["task", "reporting_department", "actual_value"]].to_numpy().tolist()
    return [f"5月{once}", f"6月{after}"]


def _unit(name: str) -> dict[str, object]:
    import msgspec

    return msgspec.to_builtins(book().unit(name))


def publicity(office: Office) -> list[str]:
    """When units may object to July's ranking: before it is released, and after it was on the ninth of August."""
    office.send("建设局", JULY, [task("修路", 10, "公里", 4)])
    before = _window(office)
    office.desk.release(JULY, at="2017-08-09")
    return [before, _window(office)]


def _window(office: Office) -> str:
    with office.opened(JULY) as view:
        return accountability.objection_sentence(published_on(view))


def first_of_one_name_left_out(office: Office) -> list[str]:
    """Of two projects of one name the first is reported no more: whose money the other has, and from which cell."""
    both = [_project("食品加工", "甲集团", 100), _project("食品加工", "乙集团", 900)]
    office.send("招商局", JUNE, both, PROJECTS)
    with office.opened(JUNE) as view:
        was = source.frame(view, PROJECTS).set_index("row_id")["investor"].to_dict()
    office.send("招商局", JULY, [both[1] | {"paid_in": 950}], PROJECTS)
    with office.opened(JULY) as view:
        rows = source.frame(view, PROJECTS)
        cells = {row: source.trace(view, PROJECTS, row, "paid_in") for row in rows["row_id"]}
    said = zip(rows["row_id"], rows["investor"], rows["paid_in"], strict=True)
    return [
        f"{was[row]}→{investor}：到位{paid:.0f}万元，见{cells[row].cell}原文{cells[row].raw}"
        for row, investor, paid in said
    ]
