// One listener for the whole page: a plain click on a relative link to a page changes the address and tells Streamlit.
// It hears the click first, so that charts, boards and texts need no listener of their own.
const PAGE = /^[a-z_]*(\?|$)/;
const addressOf = (node) => node.getAttribute?.("href") ?? node.getAttribute?.("xlink:href");

const openInside = (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
  const link = event.composedPath().find((node) => node.localName === "a" && addressOf(node));
  const address = link && addressOf(link);
  if (!address || !PAGE.test(address)) return;
  event.preventDefault();
  event.stopPropagation();
  window.history.pushState({}, "", address);
  window.dispatchEvent(new PopStateEvent("popstate"));
};

export default () => {
  if (window.linksOpenInside) return;
  window.linksOpenInside = true;
  document.addEventListener("click", openInside, true);
};
