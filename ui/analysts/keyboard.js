// Cells that can be picked are reached by the keyboard: one of them by Tab, the others from there by the arrow keys;
// Enter or Space picks. What had the focus keeps it when the table is drawn anew.
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const atFocus = (root) => {
  const cell = root.getRootNode().activeElement;
  return cell && root.contains(cell) ? cell.dataset.pick || cell.dataset.cell : null;
};

// The next cell that can be picked in that direction: straight on where there is one, else the nearest in the next row.
const beside = (cells, from, [down, right]) => {
  const here = from.getBoundingClientRect();
  const away = (cell) => {
    const there = cell.getBoundingClientRect();
    const along = down ? (there.top - here.top) * down : (there.left - here.left) * right;
    const across = down ? Math.abs(there.left - here.left) : Math.abs(there.top - here.top);
    return along > 1 && (down || across < 2) ? along * 4 + across : Infinity;
  };
  return cells.reduce((best, cell) => (away(cell) < away(best) ? cell : best), from);
};

const keyboard = (root, focused) => {
  const cells = [...root.querySelectorAll("td.pickable")];
  if (!cells.length) return;
  root.querySelector("table").setAttribute("role", "grid");
  cells.forEach((cell) => {
    cell.tabIndex = -1;
    cell.setAttribute("role", "gridcell");
    cell.onkeydown = (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        cell.click();
      } else if (STEPS[event.key]) {
        event.preventDefault();
        const next = beside(cells, cell, STEPS[event.key]);
        [cell.tabIndex, next.tabIndex] = [-1, 0];
        next.focus();
      }
    };
  });
  const again = focused && cells.find((cell) => (cell.dataset.pick || cell.dataset.cell) === focused);
  (again || cells[0]).tabIndex = 0;
  if (again) again.focus({ preventScroll: true });
};

