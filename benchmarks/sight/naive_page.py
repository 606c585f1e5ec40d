"""The same title, key figures and four charts, written as one would at first: ``FIGURES`` names the file."""

import json
import os
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

said = json.loads(Path(os.environ["FIGURES"]).read_text(encoding="utf-8"))
st.title(said["title"])
for place, words in zip(st.columns(max(1, len(said["words"]))), said["words"], strict=False):
    place.metric(words, words)
for figure in said["figures"]:
    st.plotly_chart(go.Figure(figure))
st.dataframe(pd.DataFrame({"words": said["words"]}).style.highlight_max())
