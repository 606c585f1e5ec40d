// Puts escaped markup into the component's own shadow root.
export default ({ data, parentElement }) => {
  const root = parentElement.querySelector(".board");
  root.setAttribute("style", data.style);
  root.className = `board ${data.looks}`;
  root.innerHTML = data.html;
};
