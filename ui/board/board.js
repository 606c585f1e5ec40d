// Puts escaped markup into the component's own shadow root. Links inside open within the running session.
const openInside = (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  window.history.pushState({}, "", link.getAttribute("href"));
  window.dispatchEvent(new PopStateEvent("popstate"));
};

export default ({ data, parentElement }) => {
  const root = parentElement.querySelector(".board");
  root.setAttribute("style", data.style);
  root.className = `board ${data.looks}`;
  root.innerHTML = data.html;
  root.onclick = openInside;
};
