// Every page prints on A4 landscape as it stands: the sheet is as wide as the window, and what only a screen can use is
// left off. Charts are drawn for the window's width, so the whole page is made smaller instead of laid out anew.
const A4_PX = 1077; // 297 mm less the margins
const A4_HIGH = 742; // 210 mm less the margins
// What is this much more than whole sheets is made smaller rather than torn: a title stands by its chart, and no sheet
// holds a last line alone.
const LITTLE = 0.45;
const LEFT_OFF = [
  "stHeader", "stToolbar", "stPopover", "stButton", "stDownloadButton", "stFileUploader", "stStatusWidget", "stTabs",
];

const sheet = () => {
  const left = LEFT_OFF.slice(0, -1).map((id) => `[data-testid="${id}"]`).join(",");
  const wide = Math.min(1, A4_PX / Math.max(window.innerWidth, 900));
  const body = document.querySelector('[data-testid="stMainBlockContainer"]');
  const sheets = body ? (body.scrollHeight * wide) / A4_HIGH : 1;
  const over = sheets / Math.max(1, Math.floor(sheets));
  const zoom = over > 1 && over < 1 + LITTLE / Math.floor(sheets) ? wide / over : wide;
  return `@page { size: A4 landscape; margin: 6mm; }
@media print {
  html { zoom: ${zoom.toFixed(4)}; }
  ${left}, [data-baseweb="tab-list"] { display: none !important; }
  [data-testid="stPlotlyChart"], [data-testid="stBidiComponentRegular"], tr { break-inside: avoid; }
  [data-testid="stMainBlockContainer"] { padding-top: 1rem !important; padding-bottom: 0 !important; }
}`;
};

export default () => {
  let style = document.getElementById("printed-on-a4");
  if (!style) {
    style = document.createElement("style");
    style.id = "printed-on-a4";
    document.head.append(style);
    for (const when of ["resize", "beforeprint"]) window.addEventListener(when, () => (style.textContent = sheet()));
  }
  style.textContent = sheet();
};
