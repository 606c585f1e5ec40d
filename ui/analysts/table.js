// Texts go in through textContent: whatever a cell holds, it is shown, never obeyed.
const made = (tag, classes, text) => {
  const node = document.createElement(tag);
  if (classes) node.className = classes;
  if (text !== undefined) node.textContent = text;
  return node;
};

const openInside = (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  window.history.pushState({}, "", event.currentTarget.getAttribute("href"));
  window.dispatchEvent(new PopStateEvent("popstate"));
};

const worded = (cell) => {
  if (!cell.href) return made("span", "", cell.text);
  const link = made("a", "", cell.text);
  link.setAttribute("href", cell.href);
  link.onclick = openInside;
  return link;
};

const cellOf = (cell, pick) => {
  const node = made("td", cell.looks);
  node.appendChild(worded(cell));
  if (cell.under) node.appendChild(made("small", "", cell.under));
  if (cell.says) node.title = cell.says;
  if (cell.pick) {
    node.classList.add("pickable");
    node.dataset.pick = cell.pick;
    node.onclick = () => pick(cell.pick);
  }
  return node;
};

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".desk");
  const frame = made("div", "frame");
  const table = made("table", data.looks);
  const head = made("tr");
  const body = made("tbody");
  frame.style.setProperty("--tall", data.tall);
  data.heads.forEach(([text, looks]) => head.appendChild(made("th", looks, text)));
  data.rows.forEach((cells) => {
    const row = made("tr");
    cells.forEach((cell) => row.appendChild(cellOf(cell, (picked) => setTriggerValue("picked", picked))));
    body.appendChild(row);
  });
  table.append(made("thead"), body);
  table.tHead.appendChild(head);
  frame.appendChild(table);
  const focused = atFocus(root);
  root.replaceChildren(frame);
  keyboard(root, focused);
}
