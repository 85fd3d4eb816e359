// Telegram's entities as page elements; offsets count UTF-16 units, as JavaScript strings do.
import { element } from "./talk.js";

const TAGS = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};

export function deepLink(url, username) {
  const found = /^(?:https?:\/\/)?t\.me\/(\w+)(?:\?start=([\w-]*))?$/i.exec(url);
  return found && found[1].toLowerCase() === username.toLowerCase() ? (found[2] ?? "") : null;
}

function link(url, words, phone) {
  const payload = deepLink(url, phone.bot.username);
  if (payload !== null) {
    return element("button", { type: "button", className: "link", textContent: words, onclick: () => phone.act("open", { payload }) });
  }
  const href = /^[a-z]+:/i.test(url) ? url : `https://${url}`;
  if (!/^(https?|tg|mailto|tel):/i.test(href)) return document.createTextNode(words);
  return element("a", { href, target: "_blank", rel: "noopener noreferrer", textContent: words });
}

function wrap(entity, inner, words, phone) {
  switch (entity.type) {
    case "text_link":
      return link(entity.url, words, phone);
    case "url":
      return link(words, words, phone);
    case "bot_command":
      return element("button", { type: "button", className: "link", textContent: words, onclick: () => phone.act("send", { text: words }) });
    case "spoiler": {
      const cover = element("button", { type: "button", className: "spoiler", "aria-label": "Tampilkan yang tersembunyi" }, inner);
      cover.onclick = () => cover.classList.add("open");
      return cover;
    }
    default:
      return TAGS[entity.type] ? element(TAGS[entity.type], {}, inner) : inner;
  }
}

export function formatted(text, entities, phone, from = 0, until = text.length) {
  const out = document.createDocumentFragment();
  let at = from;
  const rest = [...entities];
  while (rest.length) {
    const entity = rest.shift();
    const end = Math.min(entity.offset + entity.length, until);
    if (entity.offset < at) continue;
    out.append(text.slice(at, entity.offset));
    const nested = rest.filter((one) => one.offset < end);
    rest.splice(0, nested.length);
    const words = text.slice(entity.offset, end);
    out.append(wrap(entity, formatted(text, nested, phone, entity.offset, end), words, phone));
    at = end;
  }
  out.append(text.slice(at, until));
  return out;
}
