"""Points, a table or a line that grows in Streamlit: `streamlit run with_streamlit.py -- WHAT [ROWS]`."""

from __future__ import annotations

import sys

import feed
import sample
import streamlit as st


@st.fragment(run_every=feed.BEAT_S)
def growing() -> None:
    """A line of this page's own."""
    if "points" not in st.session_state:
        st.session_state.points = feed.Feed()
    points = st.session_state.points
    points.due()
    st.plotly_chart(points.figure(), key="line")


what, *rest = sys.argv[1:]
st.set_page_config(layout="wide")
if what == "line":
    growing()
elif what == "scatter":
    st.plotly_chart(sample.figure())
else:
    st.dataframe(sample.table(int(rest[0])), height=700)
