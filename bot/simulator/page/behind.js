// What goes on behind the screen, as whoever serves the page tells it.
import { element } from "./talk.js";

const LOOK_MS = 2000;
const button = document.getElementById("look-behind");
const dialog = document.getElementById("behind");

function line({ when, what, state }) {
  return element("li", {}, element("span", { className: "when", textContent: when }), element("strong", { textContent: what }), element("span", { className: "state", textContent: state }));
}

async function look() {
  const told = await (await fetch("/sim/behind")).json();
  button.hidden = told === null;
  dialog.querySelector("ol").replaceChildren(...(told ?? []).map(line));
  dialog.querySelector(".none").hidden = Boolean(told?.length);
}

button.onclick = async () => {
  await look();
  dialog.showModal();
};
setInterval(() => dialog.open && look(), LOOK_MS);
look();
