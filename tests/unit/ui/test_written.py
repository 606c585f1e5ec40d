"""What is put on a page as it is written down is what Streamlit's own functions would have sent."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

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
