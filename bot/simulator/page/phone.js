// One person's phone.
import { bubble, dayLine, welcome } from "./bubbles.js";
import { ask, element, spoken } from "./talk.js";

const NOTICE_MS = 3500;
const TYPING_MS = 5000;
const ABOVE = 8;
const ATTACHABLE = [
  ["photo", "Foto", "image/*"],
  ["document", "Dokumen", ""],
  ["sticker", "Stiker 👍"],
  ["voice", "Pesan suara"],
  ["location", "Lokasi"],
  ["contact", "Kontak"],
];

const hue = (words) => [...words].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);
const toBase64 = (file) =>
  new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });

export class Phone {
  constructor(view, page) {
    this.page = page;
    this.bot = page.bot;
    this.id = view.id;
    this.drawn = new Map();
    this.noticed = view.notices.length;
    this.seen = Math.max(0, ...view.messages.map((one) => one.id));
    this.root = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.find = (selector) => this.root.querySelector(selector);
    this.dress(view);
    this.listen();
    this.show(view);
  }

  dress(view) {
    this.root.id = `phone-${this.id}`;
    this.root.setAttribute("aria-label", `Telepon ${view.name}`);
    this.find(".owner .avatar").textContent = view.name[0];
    this.find(".owner .avatar").style.setProperty("--hue", hue(view.name));
    this.find(".name").textContent = view.name;
    this.find(".title").textContent = view.title;
    this.find(".hint").textContent = view.hint;
    this.find(".bot-name").textContent = this.bot.name;
    this.find(".chat").setAttribute("aria-label", `Obrolan ${view.name}`);
    this.find("textarea").setAttribute("aria-label", `Tulis pesan sebagai ${view.name}`);
    this.find(".save").hidden = !this.page.saving;
    this.find(".attach-menu").append(...ATTACHABLE.map((one) => this.attachItem(...one)));
  }

  listen() {
    const field = this.find("textarea");
    this.find("form").onsubmit = (event) => (event.preventDefault(), this.submit());
    field.onkeydown = (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) (event.preventDefault(), this.submit());
      if (event.key === "Escape") this.endEdit();
    };
    field.oninput = () => this.offerCommands();
    this.menu(".more", ".owner-menu");
    this.menu(".show-commands", ".commands");
    this.menu(".show-attach", ".attach-menu");
    this.find(".editing button").onclick = () => this.endEdit();
    this.find(".save").onclick = () => this.save();
    this.find(".block").onclick = () => this.act(this.view.blocked ? "unblock" : "block");
    this.find(".alert button").onclick = () => (this.find(".alert").hidden = true);
    this.find(".big").onclick = () => (this.view.blocked ? this.act("unblock") : this.act("send", { text: this.view.first_command }));
  }

  get messages() {
    return this.view.messages;
  }

  async act(action, given = {}) {
    try {
      await ask(`phones/${this.id}/${action}`, given);
    } catch (error) {
      this.page.tell(error.message);
    }
  }

  show(view) {
    const grown = view.messages.length && view.messages.at(-1).id !== this.view?.messages.at(-1)?.id;
    this.view = view;
    this.drawChat(grown);
    this.drawKeys(view.keyboard);
    this.drawCommands(view.commands);
    const empty = !view.messages.length;
    this.drawTyping(view.typing);
    this.find(".block").textContent = view.blocked ? "Buka blokir bot" : "Blokir bot";
    this.find(".big").textContent = view.blocked ? "Buka blokir" : "Mulai";
    this.find(".big").hidden = !(empty || view.blocked);
    this.find(".composer").hidden = empty || view.blocked;
    this.find("textarea").placeholder = view.keyboard?.placeholder || "Tulis pesan";
    for (; this.noticed < view.notices.length; this.noticed++) this.flash(view.notices[this.noticed]);
  }

  drawTyping(typing) {
    clearTimeout(this.typingEnds);
    if (typing) this.typingEnds = setTimeout(() => this.drawTyping(false), TYPING_MS);
    this.find(".doing").textContent = typing ? "sedang mengetik…" : "bot";
    this.find(".doing").classList.toggle("typing", typing);
  }

  drawChat(grown) {
    const chat = this.find(".chat");
    const near = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 120;
    const nodes = this.messages.length ? [] : [this.once("welcome", this.view.hint, () => welcome(`${this.view.hint}. Tekan Mulai di bawah.`))];
    let day = "";
    const opened = this.drawn.size > 0;
    let [added, changed] = [];
    for (const message of this.messages) {
      const today = spoken("day", new Date(message.at));
      if (today !== day) nodes.push(this.once(`day ${today}`, today, () => dayLine(today)));
      day = today;
      const before = this.drawn.get(message.id)?.node;
      const node = this.once(message.id, JSON.stringify(message), () => bubble(message, this));
      if (!before) added ??= message.id;
      if (node !== before) changed ??= message.id;
      nodes.push(node);
    }
    this.lay(chat, nodes);
    if (grown || near) requestAnimationFrame(() => this.lookAt(opened ? (added ?? changed) : undefined));
  }

  // A message longer than the screen is read from its beginning, with what it answers above it.
  lookAt(id) {
    const chat = this.find(".chat");
    const place = this.messages.findIndex((one) => one.id === id);
    const first = this.messages[place - 1]?.mine ? place - 1 : place;
    const node = place < 0 ? null : this.drawn.get(this.messages[first].id).node;
    chat.scrollTop = node ? node.offsetTop - chat.offsetTop - ABOVE : chat.scrollHeight;
  }

  once(key, signature, draw) {
    if (this.drawn.get(key)?.signature !== signature) this.drawn.set(key, { signature, node: draw() });
    return this.drawn.get(key).node;
  }

  lay(chat, nodes) {
    const wanted = new Set(nodes);
    for (const node of [...chat.children]) if (!wanted.has(node)) node.remove();
    nodes.forEach((node, index) => chat.children[index] !== node && chat.insertBefore(node, chat.children[index] ?? null));
  }

  drawKeys(keyboard) {
    const keys = this.find(".keys");
    keys.hidden = !keyboard || this.view.blocked;
    const rows = (keyboard?.rows ?? []).map((row) => element("div", { className: "row" }, ...row.map((one) => this.key(one))));
    keys.replaceChildren(...rows);
  }

  key(button) {
    const press = () => {
      if (button.request_contact) return this.page.askContact(this);
      if (button.request_location) return this.act("location");
      return this.act("send", { text: button.text });
    };
    return element("button", { type: "button", textContent: button.text, onclick: press });
  }

  drawCommands(commands) {
    const items = commands.map((one) => {
      const item = element("button", { type: "button", role: "menuitem" }, element("b", { textContent: `/${one.command}` }), element("span", { textContent: one.description }));
      item.onclick = () => (this.closeMenus(), (this.find("textarea").value = ""), this.act("send", { text: `/${one.command}` }));
      return item;
    });
    this.find(".commands").replaceChildren(...items);
    this.find(".show-commands").hidden = !items.length;
  }

  offerCommands() {
    const field = this.find("textarea");
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 120)}px`;
    const typed = /^\/\w*$/.test(field.value) ? field.value : null;
    const items = [...this.find(".commands").children];
    for (const item of items) item.hidden = typed !== null && !item.firstChild.textContent.startsWith(typed);
    this.find(".commands").hidden = typed === null || items.every((item) => item.hidden);
  }

  menu(opener, selector) {
    const button = this.find(opener);
    const menu = this.find(selector);
    button.onclick = () => {
      const open = menu.hidden;
      this.closeMenus();
      for (const item of menu.children) if (!item.classList.contains("save")) item.hidden = false;
      menu.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
      if (open) menu.querySelector("button:not([hidden])")?.focus();
    };
    menu.addEventListener("click", () => this.closeMenus());
    menu.addEventListener("keydown", (event) => event.key === "Escape" && (this.closeMenus(), button.focus()));
  }

  closeMenus() {
    for (const menu of this.root.querySelectorAll(".menu")) menu.hidden = true;
    for (const opener of this.root.querySelectorAll("[aria-expanded]")) opener.setAttribute("aria-expanded", "false");
  }

  attachItem(action, label, accept) {
    const item = element("button", { type: "button", role: "menuitem", textContent: label });
    item.onclick = () => {
      if (action === "contact") this.page.askContact(this);
      else if (accept === undefined) this.act(action);
      else this.pick(action, accept);
    };
    return item;
  }

  pick(action, accept) {
    const picker = this.find("input[type=file]");
    picker.accept = accept;
    picker.value = "";
    picker.onchange = async () => {
      const [file] = picker.files;
      if (file) this.act(action, { name: file.name, base64: await toBase64(file) });
    };
    picker.click();
  }

  submit() {
    const field = this.find("textarea");
    const text = field.value.trim();
    if (!text) return;
    if (this.editing) this.act("edit", { message_id: this.editing, text });
    else this.act("send", { text });
    field.value = "";
    this.endEdit();
    this.offerCommands();
  }

  beginEdit(message) {
    this.editing = message.id;
    this.find(".editing").hidden = false;
    const field = this.find("textarea");
    field.value = message.text;
    field.focus();
  }

  endEdit() {
    if (this.editing) this.find("textarea").value = "";
    this.editing = null;
    this.find(".editing").hidden = true;
  }

  flash(notice) {
    const place = this.find(notice.alert ? ".alert" : ".notice");
    (notice.alert ? place.firstElementChild : place).textContent = notice.text;
    place.hidden = false;
    if (notice.alert) place.lastElementChild.focus();
    else setTimeout(() => (place.hidden = true), NOTICE_MS);
  }

  async save() {
    try {
      this.page.tell(`Tersimpan: ${(await ask(`phones/${this.id}/save`)).path}`);
    } catch (error) {
      this.page.tell(error.message);
    }
  }

  get unread() {
    return this.messages.filter((one) => !one.mine && one.id > this.seen).length;
  }

  get firstUnread() {
    return this.messages.find((one) => !one.mine && one.id > this.seen)?.id;
  }

  markSeen() {
    this.seen = Math.max(this.seen, ...this.messages.map((one) => one.id));
  }
}
