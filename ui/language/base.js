// Where the server is: without it Streamlit first asks beside a deep link, is told that nothing is there, and asks again.
window.__streamlit = {BACKEND_BASE_URL: new URL('.', location.href).href};
