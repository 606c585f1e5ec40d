"""What is put on a page as it is written down is what Streamlit's own functions would have sent."""

from __future__ import annotations

import pytest
from streamlit.cursor import RunningCursor
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest

from ui import written

CONFIG = {"locale": "zh-CN", "staticPlot": True}


def both() -> None:
    import plotly.graph_objects as go
    import plotly.io as pio
    import streamlit as st

    from ui import written
    from ui.markup import tag

    config = {"locale": "zh-CN", "staticPlot": True}
    for figure in (go.Figure(go.Bar(x=[1.0, float("nan")], y=["甲", "乙"])), go.Figure(layout={"height": 252})):
        st.plotly_chart(figure, theme=None, config=config, alt="两项")
        spec, height = str(pio.to_json(figure, validate=False)), int(figure.layout.height or 450)
        written.chart(spec, alt="两项", config=config, height=height)
    st.html(tag("p", "甲<乙"))
    written.html(tag("p", "甲<乙"))


def drawn_twice() -> None:
    import streamlit as st

    from ui import written

    def piece() -> None:
        st.session_state["drawn"] = st.session_state.get("drawn", 0) + 1
        with st.container(horizontal=True):
            st.markdown("甲")
            st.popover("表").markdown("乙" * 500)
        st.markdown("丙")

    written.again("unit", piece)
    with st.container():
        st.markdown("先")
        written.again("unit", piece)
        st.markdown("后")


def test_what_was_drawn_once_is_sent_again_wherever_the_page_stands_and_everything_after_it_in_its_place() -> None:
    app = AppTest.from_function(drawn_twice).run().run()
    assert app.session_state["drawn"] == 1
    top, below = app.main.children[0], app.main.children[2]
    assert [m.value for m in app.main.markdown] == ["甲", "乙" * 500, "丙", "先", "甲", "乙" * 500, "丙", "后"]
    assert top.proto == below.children[1].proto
    assert [list(block.children) for block in (app.main, below)] == [[0, 1, 2], [0, 1, 2, 3]]


class Browser:
    """Stands where Streamlit's own context does, and notes what is sent."""

    def __init__(self, *known: str) -> None:
        self.cached_message_hashes = frozenset(known)
        self.sent: list[ForwardMsg] = []

    def enqueue(self, message: ForwardMsg) -> None:
        self.sent.append(message)


@pytest.mark.parametrize(("known", "kind"), [((), "delta"), (("h",), "ref_hash")])
def test_what_the_browser_has_already_is_named_to_it_and_not_sent(known: tuple[str, ...], kind: str) -> None:
    whole = ForwardMsg(hash="h")
    whole.metadata.cacheable = True
    whole.delta.new_element.markdown.body = "甲"
    browser, place = Browser(*known), RunningCursor(root_container=0, parent_path=(4,))
    kept = written._Drawn((written._Message((0,), "h", cacheable=True, said=whole.SerializeToString()),), places=1)
    written._replayed(kept, browser, place)
    assert [message.WhichOneof("type") for message in browser.sent] == [kind]
    assert list(browser.sent[0].metadata.delta_path) == [0, 4, 0]
    assert place.index == 1


def sent(app: AppTest, kind: str) -> list[object]:
    """Everything of that kind as the browser is told it, but for the names charts are known by."""
    found = []
    for element in app.get(kind):
        proto = type(element.root.proto if hasattr(element.root, "proto") else element.proto)()
        proto.CopyFrom(element.proto)
        if kind == "plotly_chart":
            proto.ClearField("id")
        found.append(proto)
    return found


def test_charts_and_markup_are_sent_as_streamlit_would_send_them() -> None:
    app = AppTest.from_function(both).run()
    assert not app.exception
    charts = sent(app, "plotly_chart")
    assert charts[::2] == charts[1::2]
    assert len({element.proto.id for element in app.get("plotly_chart")}) == 4
    theirs, ours = sent(app, "html")
    assert theirs == ours
