// Every text of a workbook goes in through textContent: whatever a cell holds, it is shown, never obeyed.
const made = (tag, classes, text) => {
  const node = document.createElement(tag);
  if (classes) node.className = classes;
  if (text !== undefined) node.textContent = text;
  return node;
};

const cellOf = (cell, pick) => {
  const node = made("td", cell.looks);
  node.appendChild(made("p", "", cell.text));
  node.title = cell.says;
  if (cell.rows > 1) node.rowSpan = cell.rows;
  if (cell.columns > 1) node.colSpan = cell.columns;
  if (pick) {
    node.classList.add("pickable");
    node.dataset.cell = cell.at;
    node.onclick = () => pick(cell.at);
  }
  return node;
};

const headOf = (letters) => {
  const row = made("tr");
  row.appendChild(made("th", "", ""));
  letters.forEach((letter) => row.appendChild(made("th", "", letter)));
  const head = made("thead");
  head.appendChild(row);
  return head;
};

const bodyOf = (rows, pick) => {
  const body = made("tbody");
  rows.forEach((line) => {
    const row = made("tr");
    row.appendChild(made("th", "", line.number));
    line.cells.forEach((cell) => row.appendChild(cellOf(cell, pick)));
    body.appendChild(row);
  });
  return body;
};

const legendOf = (entries) => {
  const legend = made("div", "legend");
  entries.forEach(([looks, label]) => legend.appendChild(made("span", looks, label)));
  return legend;
};

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".sheet");
  const frame = made("div", "frame");
  const table = made("table");
  const pick = data.pickable ? (at) => setTriggerValue("picked", at) : null;
  const before = root.querySelector(".frame");
  frame.style.setProperty("--tall", data.tall);
  table.append(headOf(data.letters), bodyOf(data.rows, pick));
  frame.appendChild(table);
  const focused = atFocus(root);
  const kept = before ? [before.scrollLeft, before.scrollTop] : null;
  root.replaceChildren(legendOf(data.legend), frame);
  keyboard(root, focused);
  const marked = table.querySelector(".marked");
  const seen = marked && marked.offsetTop + marked.offsetHeight < frame.clientHeight;
  if (marked) {
    frame.scrollTop = seen ? 0 : marked.offsetTop - frame.clientHeight / 2;
    frame.scrollLeft = marked.offsetLeft - frame.clientWidth / 2;
  } else if (kept) {
    [frame.scrollLeft, frame.scrollTop] = kept;
  }
}
