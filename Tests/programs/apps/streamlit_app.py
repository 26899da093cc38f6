"""A Streamlit page."""

import streamlit

streamlit.write("answer")
