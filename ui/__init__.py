"""The Streamlit pieces pages share, and the only cache: everything is keyed by the store's version and the filters."""
