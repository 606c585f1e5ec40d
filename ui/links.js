// One listener for the whole page: a plain click on a relative link to a page, or on the menu, changes the address and
// tells Streamlit. It hears the click first, so that charts, boards and texts need no listener of their own, and it hands
// the view (period, unit, meeting, how it is looked at) on to the page that is opened.
const PAGE = /^[a-z_]*(\?|$)/;
const KEPT = ["period", "unit", "meeting", "mode", "size", "embed", "embed_options"];
const addressOf = (node) => node.getAttribute?.("href") ?? node.getAttribute?.("xlink:href");
const ofMenu = (node) => /^st(TopNav|Sidebar(Nav)?)Link/.test(node.getAttribute?.("data-testid") ?? "");

const withView = (address) => {
  const url = new URL(address, window.location.href);
  const here = new URLSearchParams(window.location.search);
  for (const name of KEPT) if (here.has(name) && !url.searchParams.has(name)) url.searchParams.set(name, here.get(name));
  return url.pathname + url.search;
};

const openInside = (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
  const link = event.composedPath().find((node) => node.localName === "a" && addressOf(node));
  const address = link && addressOf(link);
  if (!address || !(PAGE.test(address) || ofMenu(link))) return;
  event.preventDefault();
  event.stopPropagation();
  window.history.pushState({}, "", withView(address));
  window.dispatchEvent(new PopStateEvent("popstate"));
};

export default () => {
  if (window.linksOpenInside) return;
  window.linksOpenInside = true;
  document.addEventListener("click", openInside, true);
};
