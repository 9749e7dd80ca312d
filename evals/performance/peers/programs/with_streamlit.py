"""Points or a table in Streamlit: `streamlit run with_streamlit.py -- scatter`, or `-- grid ROWS`."""

from __future__ import annotations

import sys

import sample
import streamlit as st

what, *rest = sys.argv[1:]
st.set_page_config(layout="wide")
if what == "scatter":
    st.plotly_chart(sample.figure())
else:
    st.dataframe(sample.table(int(rest[0])), height=700)
