// Stands in the head, so that it hears the first click there can be; one listener for the whole page. A plain click on a
// relative link to a page, or on the menu, changes the address and tells Streamlit. It hears the click before others do,
// so that charts, boards and texts need no listener of their own, and it hands the view (period, unit, meeting, how it is
// looked at) on to the page that is opened.
(() => {
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

  // A chart is still: what a bar or spot says, and where it leads, stands beside its trace (charts/marks.py, told).
  const markUnder = (event) => {
    const chart = event.composedPath().find((node) => node.classList?.contains("js-plotly-plot"));
    if (!chart?.data) return {};
    const within = (mark) => {
      const box = mark.getBoundingClientRect();
      return event.clientX >= box.left - 2 && event.clientX <= box.right + 2 && event.clientY >= box.top - 2 && event.clientY <= box.bottom + 2;
    };
    let found = {};
    for (const group of chart.querySelectorAll("g.trace")) {
      const trace = chart.data[group.__data__?.[0]?.trace?.index];
      if (!trace?.hovertext) continue;
      for (const mark of group.querySelectorAll(".point")) {
        const at = mark.__data__?.i ?? mark.__data__?.index;
        if (at !== undefined && trace.hovertext[at] && within(mark)) found = { said: trace.hovertext[at], href: trace.customdata?.[at] };
      }
    }
    return { chart, ...found, ...flowUnder(chart, event) };
  };

  // A flow is no box: what it says stands with the flow itself (charts/moves.py).
  const flowUnder = (chart, event) => {
    const here = new DOMPoint(event.clientX, event.clientY);
    const on = (mark) => mark.isPointInFill(here.matrixTransform(mark.getScreenCTM().inverse()));
    const told = [...chart.querySelectorAll(".sankey-link, .sankey-node .node-rect")].filter(on).map((mark) => mark.__data__);
    const [said, href] = told.map((one) => (one.link ?? one.node)?.customdata).filter(Boolean).pop() ?? [];
    return said ? { said, href } : {};
  };

  const answer = (event) => {
    const { chart, said, href } = markUnder(event);
    if (!chart) return;
    chart.title = said ?? "";
    chart.style.cursor = href ? "pointer" : "";
  };

  // Another window or tab is the browser's to open, with the view; Streamlit would take the click for a plain one.
  const openBeside = (link) => {
    const name = link.hasAttribute("href") ? "href" : "xlink:href";
    const own = link.getAttribute(name);
    link.setAttribute(name, withView(own));
    setTimeout(() => link.setAttribute(name, own));
  };

  const openInside = (address) => {
    window.history.pushState({}, "", withView(address));
    window.dispatchEvent(new PopStateEvent("popstate"));
  };

  const open = (event) => {
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0);
    const link = event.composedPath().find((node) => node.localName === "a" && addressOf(node));
    const address = link ? addressOf(link) : plain && markUnder(event).href;
    if (!address || !(PAGE.test(address) || (link && ofMenu(link)))) return;
    event.stopPropagation();
    if (!plain) return openBeside(link);
    event.preventDefault();
    openInside(address);
  };

  document.addEventListener("click", open, true);
  document.addEventListener("auxclick", open, true);
  document.addEventListener("pointermove", answer, { passive: true });
})();
