"""The data of `sample`, `feed` and `sales` in Streamlit: `streamlit run with_streamlit.py -- WHAT [ROWS]`."""

from __future__ import annotations

import sys

import feed
import sales
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


@st.cache_resource
def sold() -> sales.Sales:
    """Made once for all runs of this script."""
    return sales.Sales()


def following() -> None:
    """Panels, which every run of this script draws."""
    regions = st.plotly_chart(figure(), on_select="rerun", selection_mode="points", key="regions")
    picked = regions["selection"]["point_indices"]
    found = sold().found(picked[0] if picked else None)
    st.metric("amount", found.amount)
    st.metric("units", found.units)
    st.plotly_chart(sales.products(found.products), key="products")


@st.cache_resource
def figure() -> object:
    """The bars that are clicked, which never change."""
    return sold().regions()


what, *rest = sys.argv[1:]
st.set_page_config(layout="wide")
if what == "line":
    growing()
elif what == "crossfilter":
    following()
elif what == "scatter":
    st.plotly_chart(sample.figure())
else:
    st.dataframe(sample.table(int(rest[0])), height=700)
