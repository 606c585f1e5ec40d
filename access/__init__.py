"""Who comes in and how much at once: Starlette before Streamlit; knows the store and the catalog alone."""
