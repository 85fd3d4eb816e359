// The page: a stream of changes in, phones side by side, one clock for all.
import "./behind.js";
import { Phone } from "./phone.js";
import { ask, element, spoken, state } from "./talk.js";

const TOLD_MS = 5000;
const narrow = matchMedia("(max-width: 700px)");
const phones = new Map();
const page = { bot: {}, saving: false, tell, askContact };
let shown = null;
let ahead = 0;
let quiet;

function tell(words) {
  const status = document.getElementById("status");
  status.textContent = words;
  status.hidden = false;
  clearTimeout(quiet);
  quiet = setTimeout(() => (status.hidden = true), TOLD_MS);
}

function askContact(phone) {
  const dialog = document.getElementById("contact");
  const form = dialog.querySelector("form");
  form.reset();
  form.elements.phone.value = `0812${String(phone.id * 7919).padStart(8, "0").slice(-8)}`;
  dialog.querySelector(".cancel").onclick = () => dialog.close();
  form.onsubmit = () => phone.act("contact", { phone: form.elements.phone.value, own: form.elements.own.value === "yes" });
  dialog.showModal();
}

function showPhone(view) {
  const known = phones.get(view.id);
  if (known) known.show(view);
  else addPhone(view);
  drawTabs();
}

function addPhone(view) {
  const phone = new Phone(view, page);
  phones.set(view.id, phone);
  document.querySelector(".phones").append(phone.root);
  shown ??= view.id;
}

function turnTo(id) {
  const first = phones.get(id).firstUnread;
  shown = id;
  drawTabs();
  phones.get(id).lookAt(first);
}

function drawTabs() {
  for (const phone of phones.values()) {
    const here = phone.id === shown;
    if (here || !narrow.matches) phone.markSeen();
    phone.root.classList.toggle("shown", here);
  }
  document.querySelector(".tabs").replaceChildren(...[...phones.values()].map(tab));
}

function tab(phone) {
  const here = phone.id === shown;
  const name = element("span", { textContent: phone.view.name });
  const badge = phone.unread ? [element("span", { className: "badge", textContent: phone.unread, "aria-label": `${phone.unread} belum dibaca` })] : [];
  return element("button", { type: "button", role: "tab", "aria-selected": String(here), "aria-controls": phone.root.id, onclick: () => turnTo(phone.id) }, name, ...badge);
}

function setClock(now) {
  ahead = new Date(now) - Date.now();
  drawClock();
}

function drawClock() {
  const now = new Date(Date.now() + ahead);
  const clock = document.getElementById("clock");
  clock.dateTime = now.toISOString();
  clock.textContent = `${spoken("clock", now)} · ${spoken("time", now)} WIB`;
}

function showAll(view) {
  Object.assign(page, { saving: view.saving });
  Object.assign(page.bot, view.bot);
  setClock(view.now);
  view.phones.forEach(showPhone);
}

function follow() {
  const stream = new EventSource("/sim/events");
  stream.onopen = async () => showAll(await state());
  stream.onerror = () => tell("Terputus dari simulator. Mencoba lagi…");
  stream.addEventListener("phone", (event) => showPhone(JSON.parse(event.data)));
  stream.addEventListener("all", (event) => showAll(JSON.parse(event.data)));
  addEventListener("pagehide", () => stream.close());
}

async function attempt(path, given) {
  try {
    return await ask(path, given);
  } catch (error) {
    return tell(error.message);
  }
}

for (const button of document.querySelectorAll("[data-jump]")) {
  button.onclick = () => attempt("clock", { to: button.dataset.jump });
}
document.getElementById("add").onclick = async () => {
  const added = await attempt("phones");
  if (!added) return;
  // Its phone may have come by the stream before this answer did.
  shown = added.id;
  drawTabs();
};
document.addEventListener("click", (event) => {
  for (const phone of phones.values()) {
    if (!event.target.closest?.(".menu, [aria-haspopup], textarea")) phone.closeMenus();
  }
});
narrow.addEventListener("change", drawTabs);
setInterval(drawClock, 1000);
follow();
