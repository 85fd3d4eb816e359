// One bubble of a chat.
import { element, icon, spoken } from "./talk.js";
import { deepLink, formatted } from "./text.js";

const size = (bytes) => (bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);
const card = (name, strong, words) => element("div", { className: "card" }, element("span", { className: "card-icon" }, icon(name)), element("span", {}, element("strong", { textContent: strong }), element("small", { textContent: words })));

const attachments = {
  photo(one) {
    const image = element("img", { src: one.url, alt: `Foto ${one.name}`, width: one.width, height: one.height });
    return element("a", { className: "photo", href: one.url, target: "_blank" }, image);
  },
  document(one) {
    return element("a", { className: "document", href: one.url, download: one.name }, card("file", one.name, `${size(one.size)} · unduh`));
  },
  sticker: (one) => element("span", { className: "sticker", textContent: one.emoji, role: "img", "aria-label": "Stiker" }),
  voice: (one) => card("voice", "Pesan suara", `${one.seconds} detik`),
  video: (one) => card("file", "Video", `${one.seconds} detik`),
  video_note: (one) => card("file", "Video pendek", `${one.seconds} detik`),
  audio: (one) => card("voice", "Rekaman suara", `${one.seconds} detik`),
  animation: (one) => card("file", "Gambar bergerak", `${one.seconds} detik`),
  location: (one) => card("pin", "Lokasi", `${one.latitude.toFixed(4)}, ${one.longitude.toFixed(4)}`),
  contact: (one) => card("person", one.name, one.phone),
};

function inlineButton(button, message, phone) {
  const made = element("button", { type: "button", textContent: button.text });
  if (button.callback_data !== undefined) {
    made.onclick = () => {
      made.classList.add("busy");
      setTimeout(() => made.classList.remove("busy"), 4000);
      phone.act("tap", { message_id: message.id, data: button.callback_data });
    };
    return made;
  }
  const payload = deepLink(button.url, phone.bot.username);
  made.classList.add("leads-out");
  made.onclick = () => (payload === null ? window.open(button.url, "_blank", "noopener") : phone.act("open", { payload }));
  return made;
}

function quoted(message, messages) {
  const answered = messages.find((one) => one.id === message.reply_to);
  return answered ? [element("p", { className: "quote", textContent: answered.text || "Lampiran" })] : [];
}

function foot(message) {
  const words = `${message.edited ? "diubah " : ""}${spoken("time", new Date(message.at))}`;
  return element("span", { className: "when", textContent: words });
}

export function bubble(message, phone) {
  const body = element("div", { className: "bubble" }, ...quoted(message, phone.messages));
  const kind = message.attachment?.kind;
  if (kind) body.append(attachments[kind](message.attachment));
  if (kind) body.classList.add(`has-${kind}`);
  if (kind && !message.text) body.classList.add("bare");
  if (message.text) body.append(element("p", { className: "words" }, formatted(message.text, message.entities, phone)));
  body.append(foot(message));
  const made = element("div", { className: `message ${message.mine ? "mine" : "theirs"}` }, body);
  made.dataset.id = message.id;
  if (message.mine && !kind) {
    const change = element("button", { type: "button", className: "icon change", "aria-label": "Ubah pesan ini", onclick: () => phone.beginEdit(message) }, icon("pencil"));
    made.prepend(change);
  }
  if (message.buttons.length) {
    const rows = message.buttons.map((row) => element("div", { className: "row" }, ...row.map((one) => inlineButton(one, message, phone))));
    made.append(element("div", { className: "inline-keys", role: "group", "aria-label": "Tombol pesan" }, ...rows));
  }
  return made;
}

export const dayLine = (day) => element("p", { className: "day", textContent: day });

export const welcome = (words) =>
  element("div", { className: "welcome" }, element("strong", { textContent: "Belum ada obrolan" }), element("p", { textContent: words }));
