// The wall turns by itself: after so many seconds, or by key, the next page or tab. Where the server does not answer it
// waits until it does and loads the page anew; after a whole round it loads anew too, so that nothing piles up.
const CARRIED = ["mode", "pages", "every", "size", "embed", "embed_options", "period", "unit", "meeting"];
const AGAIN_MS = 3000;
const KEYS = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 };

const addressOf = (target) => {
  const url = new URL(`./${target}`, window.location.href);
  const here = new URLSearchParams(window.location.search);
  for (const name of CARRIED) if (here.has(name)) url.searchParams.set(name, here.get(name));
  return url.pathname + url.search;
};

const answers = async () => {
  try {
    const said = await fetch("./_stcore/health", { cache: "no-store" });
    return said.ok;
  } catch {
    return false;
  }
};

const show = async (step) => {
  const wall = window.wall;
  clearTimeout(wall.timer);
  const at = (wall.at + step + wall.targets.length) % wall.targets.length;
  if (!(await answers())) {
    wall.silent = true;
    wall.timer = setTimeout(() => show(step), AGAIN_MS);
    return;
  }
  const address = addressOf(wall.targets[at]);
  if (wall.silent || at === 0) {
    window.location.assign(address);
    return;
  }
  window.history.pushState({}, "", address);
  window.dispatchEvent(new PopStateEvent("popstate"));
  // What the server draws sets the clock anew; where it draws nothing, the wall turns all the same.
  wall.at = at;
  wall.timer = setTimeout(() => show(1), wall.every * 1000);
};

export default ({ data }) => {
  const before = window.wall;
  if (before && before.at === data.at && before.every === data.every) return;
  if (before) clearTimeout(before.timer);
  else
    document.addEventListener("keydown", (event) => {
      if (KEYS[event.key] && new URLSearchParams(window.location.search).get("mode") === "wall") show(KEYS[event.key]);
    });
  window.wall = { ...data, timer: setTimeout(() => show(1), data.every * 1000) };
};
