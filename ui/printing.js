// Every page prints on A4 landscape as it stands: the sheet is as wide as the window, and what only a screen can use is
// left off. Charts are drawn for the window's width, so the whole page is made smaller instead of laid out anew.
const A4_PX = 1077; // 297 mm less the margins
const LEFT_OFF = [
  "stHeader", "stToolbar", "stPopover", "stButton", "stDownloadButton", "stFileUploader", "stStatusWidget", "stTabs",
];

const sheet = () => {
  const left = LEFT_OFF.slice(0, -1).map((id) => `[data-testid="${id}"]`).join(",");
  const zoom = Math.min(1, A4_PX / Math.max(window.innerWidth, 900));
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
    window.addEventListener("resize", () => (style.textContent = sheet()));
  }
  style.textContent = sheet();
};
