/*
 * <addrcheck-field>: suggestions, a check before the order is sent and a paste box, around a shop's own inputs.
 *
 * Everything is one file without imports, so that the integrity hash of its script tag covers all of it. Without this
 * file, or without the service, the inputs are what they were: plain inputs of the shop's form.
 */

const DEBOUNCE_MS = 150;
const TIMEOUT_MS = 3000;
const REST_MS = 10000; // after a failure, suggestions are not asked for again at once
const REMEMBERED = 50;
const LONGEST = 200; // of a longer text nothing is completed
const MOST_BUTTONS = 8;
const FEW = 5;
let serial = 0;

/** autocomplete token → field of the API; `data-addrcheck` names a field where no token does (house, room, paste …). */
const TOKENS = {
  "street-address": "address",
  "address-line1": "address",
  "address-line2": "address",
  "address-line3": "address",
  "address-level1": "region",
  "address-level2": "city",
  "address-level3": "district",
  "address-level4": "town",
  "postal-code": "postcode",
  country: "country",
  "country-name": "country",
  name: "name",
  tel: "phone",
  "tel-national": "phone",
};
const LEVELS = ["region", "area", "city", "district", "town", "settlement", "street"];
const SUGGESTED = new Set([...LEVELS, "address"]);
const BESIDES = new Set(["name", "phone", "country", "paste"]);
const ASKING = new Set(["confirm", "fix", "add_unit", "special", "foreign"]);
const COUNTRIES = { cn: /^(cn|chn|china|中国|中國|китай)$/i, ru: /^(ru|rus|russia.*|росси.*|俄罗斯.*)$/i };

const TEXTS = {
  zh: {
    list: "地址建议",
    count: "{n} 条建议，按上下方向键选择。",
    none: "没有建议。",
    former: "原{name}",
    panel: "地址核对",
    entered: "您填写的",
    suggested: "建议改为",
    keep: "就用我填的",
    take: "采用建议",
    which: "选择所在的地方",
    no_flat: "独栋，没有室号",
    again: "如果没有问题，再点一次提交即可。",
    good: "地址完整。",
    off: "暂时无法核对地址，不影响下单。",
    outside: "这个地址可能不在配送范围内，请向店家确认。",
    filled: "已填入：{names}。请核对。",
    unread: "没有认出地址，请直接填写。",
  },
  ru: {
    list: "Подсказки адреса",
    count: "Подсказок: {n}. Выбирайте стрелками вверх и вниз.",
    none: "Подсказок нет.",
    former: "прежнее название: {name}",
    panel: "Проверка адреса",
    entered: "Вы указали",
    suggested: "Предлагаем",
    keep: "Оставить как есть",
    take: "Исправить",
    which: "Выберите место",
    no_flat: "Частный дом, квартиры нет",
    again: "Если всё верно, отправьте ещё раз.",
    good: "Адрес в порядке.",
    off: "Сейчас адрес не проверить. Заказ можно оформить и так.",
    outside: "Похоже, сюда доставки нет. Уточните у магазина.",
    filled: "Заполнено: {names}. Проверьте, всё ли верно.",
    unread: "Не удалось найти здесь адрес. Заполните поля сами.",
  },
  en: {
    list: "Address suggestions",
    count: "Suggestions: {n}. Choose with the up and down arrow keys.",
    none: "No suggestions.",
    former: "formerly {name}",
    panel: "Address check",
    entered: "You entered",
    suggested: "Suggested",
    keep: "Keep what I typed",
    take: "Use the suggestion",
    which: "Choose the place",
    no_flat: "A house without flats",
    again: "If all is well, submit once more.",
    good: "The address is complete.",
    off: "The address cannot be checked right now. You can order all the same.",
    outside: "This address may lie outside the delivery area. Please ask the shop.",
    filled: "Filled in: {names}. Please check.",
    unread: "No address was found in this text. Please fill in the fields.",
  },
};

/** Make an element; classes are those of the block `addrcheck`. */
function make(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = `addrcheck__${name}`;
  made.append(...children.filter((child) => child != null));
  return made;
}

/** A button that never submits the shop's form. */
function button(name, text, act) {
  const made = make("button", name, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** Asks the service. One question of a kind at a time: a newer one ends the older, whose answer is undefined. */
class Service {
  #host;
  #running = new Map();
  #answers = new Map();

  constructor(host) {
    this.#host = host;
  }

  async ask(path, question, remember = false) {
    this.stop(path);
    const body = JSON.stringify(question);
    if (remember && this.#answers.has(body)) return this.#remember(body, this.#answers.get(body));
    const running = new AbortController();
    this.#running.set(path, running);
    const timer = setTimeout(() => running.abort(), TIMEOUT_MS);
    try {
      const answer = await this.#fetch(path, body, running.signal);
      if (this.#running.get(path) !== running) return undefined;
      return remember ? this.#remember(body, answer) : answer;
    } catch (error) {
      if (this.#running.get(path) !== running) return undefined;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  stop(path) {
    const running = this.#running.get(path);
    this.#running.delete(path);
    running?.abort();
  }

  async #fetch(path, body, signal) {
    const headers = { "Content-Type": "application/json" };
    const key = this.#host.getAttribute("key");
    if (key) headers.Authorization = `Bearer ${key}`;
    const api = this.#host.getAttribute("api");
    const base = api ? new URL(api.replace(/\/?$/, "/"), document.baseURI) : new URL("../", import.meta.url);
    const options = { method: "POST", headers, body, signal, credentials: "omit", referrerPolicy: "no-referrer" };
    const response = await fetch(new URL(path, base), options);
    if (!response.ok) throw new Error(`addrcheck answered ${response.status}`);
    return response.json();
  }

  /** The latest used stands last; the first is forgotten. */
  #remember(body, answer) {
    this.#answers.delete(body);
    this.#answers.set(body, answer);
    if (this.#answers.size > REMEMBERED) this.#answers.delete(this.#answers.keys().next().value);
    return answer;
  }
}

function tokensOf(control) {
  return (control.getAttribute("autocomplete") || "").toLowerCase().split(/\s+/);
}

function scopeOf(control) {
  return tokensOf(control).filter((token) => /^(section-.*|shipping|billing)$/.test(token)).join(" ");
}

/** The controls of one address: those inside the element, and those of its form with the same autocomplete scope. */
class Address {
  #host;

  constructor(host) {
    this.#host = host;
  }

  get #own() {
    return [...this.#host.querySelectorAll("input,textarea,select")].filter((one) => !one.closest(".addrcheck"));
  }

  get form() {
    return this.#own[0]?.form ?? this.#host.closest("form");
  }

  get controls() {
    const own = this.#own;
    const scope = own.map(scopeOf).find(Boolean) ?? "";
    const beside = [...(this.form?.elements ?? [])].filter(
      (one) => !one.closest("addrcheck-field") && scopeOf(one) === scope,
    );
    return [...own, ...beside].filter((one) => this.role(one));
  }

  /** The field of the API that a control holds; a lone input is the whole address. */
  role(control) {
    const named = control.dataset.addrcheck || tokensOf(control).map((token) => TOKENS[token]).find(Boolean);
    if (named || control.type === "hidden") return named;
    const own = this.#own;
    return own.length === 1 && own[0] === control ? "address" : undefined;
  }

  has(role) {
    return this.controls.some((one) => this.role(one) === role);
  }

  /** What the fields of the address hold, by role; without the recipient. */
  get values() {
    const values = {};
    for (const control of this.controls) {
      const role = this.role(control);
      const text = textOf(control);
      if (text && !BESIDES.has(role)) values[role] = values[role] ? `${values[role]} ${text}` : text;
    }
    return values;
  }

  get roles() {
    return [...new Set(this.controls.map((one) => this.role(one)))].filter((role) => !BESIDES.has(role));
  }

  /** cn, ru or other, as the page says; undefined where it says nothing. */
  get country() {
    const control = this.controls.find((one) => this.role(one) === "country");
    const said = this.#host.getAttribute("country") || control?.value || "";
    return Object.keys(COUNTRIES).find((code) => COUNTRIES[code].test(said)) ?? (said ? "other" : undefined);
  }

  /** Put texts into the fields, the second of two inputs for one field is emptied; return whether any changed. */
  fill(fields) {
    const left = { ...fields };
    let changed = false;
    for (const control of this.controls) {
      const role = this.role(control);
      if (!(role in fields)) continue;
      changed = setText(control, left[role]) || changed;
      left[role] = "";
    }
    return changed;
  }
}

function textOf(control) {
  const text = control.options ? control.value && control.selectedOptions[0]?.text : control.value;
  return (text || "").trim();
}

/** What the shop calls a control: the first words of its label. */
function nameOf(control) {
  return control.labels?.[0]?.firstChild?.textContent.trim() || control.name;
}

/** Set a control as typing would, so that frameworks notice; return whether it changed. */
function setText(control, text) {
  const before = control.value;
  let value = text;
  if (control.options) {
    const names = [...control.options].filter((one) => one.value);
    const same = names.find((one) => one.text.trim() === text);
    const alike = names.find((one) => text && (text.includes(one.text.trim()) || one.text.includes(text)));
    value = (same ?? alike)?.value ?? (text ? before : "");
  }
  if (value === before) return false;
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), "value").set.call(control, value);
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
  return true;
}

/** The list below an input: the W3C's combobox with manual selection. */
class Suggestions {
  #host;
  #input = null;
  #shown = [];
  #active = -1;
  #timer = 0;
  #composing = false;
  #restUntil = 0;

  constructor(host) {
    this.#host = host;
    this.list = make("ul", "list");
    this.list.id = `addrcheck-list-${++serial}`;
    this.list.setAttribute("role", "listbox");
    this.list.tabIndex = -1; // what scrolls would be in the way of Tab
    this.list.hidden = true;
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the input keeps the focus
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#choose([...this.list.children].indexOf(option));
    });
  }

  /** Tell assistive technology what an input is; a textarea may not be called a combobox. */
  prepare(input) {
    this.list.setAttribute("aria-label", this.#host.say("list"));
    const told = { "aria-autocomplete": "list", "aria-controls": this.list.id };
    if (input.tagName === "INPUT") Object.assign(told, { role: "combobox", "aria-expanded": "false" });
    for (const name in told) input.setAttribute(name, told[name]);
  }

  takes(input) {
    return /^(text|search|textarea)$/.test(input.type) && !input.readOnly && SUGGESTED.has(this.#host.address.role(input));
  }

  composition(event) {
    this.#composing = event.type === "compositionstart";
    if (this.#composing) this.close();
    else this.#soon(event.target);
  }

  /** An event without an inputType is the browser's autofill, or ours: nobody is typing. */
  typed(event) {
    if (event.isComposing || this.#composing) return;
    if (!event.inputType || event.inputType === "insertReplacementText") this.close();
    else this.#soon(event.target);
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const input = event.target;
    const action = { ArrowDown: "down", ArrowUp: "up", Enter: "enter", Escape: "escape" }[event.key];
    if (action === "down" && !this.#shown.length) {
      if (input.tagName === "TEXTAREA" && !event.altKey) return; // the caret moves by lines there
      this.#look(input, true, event.altKey ? -1 : 0);
    } else if (!this.#shown.length) {
      return;
    } else if (action === "escape" || (action === "up" && event.altKey)) {
      this.close();
      event.stopPropagation(); // a dialog around us stays
    } else if (action === "down" || action === "up") {
      this.#move(action === "down" ? 1 : -1);
    } else if (action === "enter" && this.#active >= 0) {
      this.#choose(this.#active);
    } else {
      if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") this.#activate(-1);
      return;
    }
    event.preventDefault();
  }

  close() {
    this.#stop();
    this.list.hidden = true;
    this.list.replaceChildren();
    this.#shown = [];
    this.#active = -1;
    this.#input?.removeAttribute("aria-activedescendant");
    if (this.#input?.hasAttribute("role")) this.#input.setAttribute("aria-expanded", "false");
    this.#host.announce("");
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#host.service.stop("v1/suggest");
  }

  #soon(input) {
    this.#stop();
    this.#timer = setTimeout(() => this.#look(input), DEBOUNCE_MS);
  }

  /** Ask for what the text may go on to; `wanted` by the reader, even where little is typed. */
  async #look(input, wanted = false, active = -1, further = () => true) {
    this.#stop();
    const { address, service } = this.#host;
    const text = input.value.trimStart();
    const enough = /\p{Script=Han}|\p{L}.*\p{L}/su.test(text);
    const inTheMiddle = input.selectionStart !== input.value.length;
    const country = address.country;
    if (inTheMiddle || !(wanted || enough) || text.length > LONGEST || country === "other" || Date.now() < this.#restUntil) {
      return this.close();
    }
    const field = address.role(input);
    const fields = address.values;
    delete fields[field];
    try {
      const answer = await service.ask("v1/suggest", { q: text, field, country, fields }, true);
      if (!answer || document.activeElement !== input) return;
      const most = input.hasAttribute("role") ? Infinity : FEW; // a list that scrolls must belong to a combobox
      this.#show(input, answer.suggestions.filter(further).slice(0, most), active, wanted);
    } catch (error) {
      this.#restUntil = Date.now() + REST_MS;
      this.close();
      this.#host.failed(error);
    }
  }

  #show(input, suggestions, active, wanted) {
    this.close();
    this.#input = input;
    this.#shown = suggestions;
    const detail = { field: this.#host.address.role(input), query: input.value, suggestions };
    this.#host.tell("suggest", detail);
    const n = suggestions.length;
    if (n || wanted) this.#host.announce(this.#host.say(n ? "count" : "none", { n }));
    if (!n) return;
    this.list.replaceChildren(...suggestions.map((one, index) => this.#option(one, index)));
    this.list.hidden = false;
    this.list.scrollTop = 0;
    this.#place(input);
    if (input.hasAttribute("role")) input.setAttribute("aria-expanded", "true");
    if (active >= 0) this.#activate(active);
  }

  #option(suggestion, index) {
    const { label, marks, former } = suggestion;
    const option = make("li", "option", make("span", "label", ...marked(label, marks)));
    if (former) option.append(make("small", "former", this.#host.say("former", { name: former })));
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    return option;
  }

  /** Put the list below its input, or above where there is no room; on a phone it is a sheet above the keyboard. */
  #place(input) {
    const at = input.getBoundingClientRect();
    const origin = this.#host.getBoundingClientRect();
    const set = (name, value) => this.list.style.setProperty(`--addrcheck-${name}`, `${value}px`);
    set("x", at.left - origin.left);
    set("width", at.width); // before the height is asked for
    const height = this.list.offsetHeight + 8;
    const above = at.bottom + height > window.innerHeight && at.top > height;
    const screen = window.visualViewport;
    set("y", (above ? at.top - height : at.bottom) - origin.top);
    set("keyboard", screen ? Math.max(0, window.innerHeight - screen.height - screen.offsetTop) : 0);
  }

  /** A list that is walked through stays: nothing comes between the arrow and Enter. */
  #move(step) {
    this.#stop();
    const next = this.#active + step;
    this.#activate(next < -1 ? this.#shown.length - 1 : next >= this.#shown.length ? -1 : next);
  }

  #activate(index) {
    this.#active = index;
    [...this.list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const option = this.list.children[index];
    if (option) this.#input.setAttribute("aria-activedescendant", option.id);
    else this.#input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  #choose(index) {
    const input = this.#input;
    const suggestion = this.#shown[index];
    this.close();
    if (!this.#host.tell("select", { field: this.#host.address.role(input), suggestion })) return;
    const open = this.#fill(input, suggestion);
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
    this.#host.announce(suggestion.label);
    if (open) this.#look(input, true, -1, (one) => isInside(one, suggestion));
  }

  /** Put a choice into its fields; return whether the typed one goes on from here. */
  #fill(input, suggestion) {
    const { address } = this.#host;
    const role = address.role(input);
    const { fields } = suggestion;
    const held = LEVELS.filter((level) => level !== role && address.has(level));
    const beside = Object.fromEntries(held.filter((level) => fields[level]).map((level) => [level, fields[level]]));
    const moved = address.fill(beside);
    const below = LEVELS.slice(LEVELS.indexOf(suggestion.level) + 1, -1);
    const deeper = below.filter((level) => held.includes(level) && !fields[level]);
    if (moved) address.fill(Object.fromEntries(deeper.map((level) => [level, ""])));
    const chinese = suggestion.country === "CN";
    const loose = LEVELS.filter((level) => fields[level] && !beside[level]).map((level) => fields[level]);
    const rest = [...new Set(loose)].join(chinese ? "" : ", ");
    const whole = role === "address";
    const text = whole ? (held.length ? rest : suggestion.text) : (fields[role] ?? suggestion.name);
    setText(input, whole && text && !chinese ? `${text}, ` : text);
    return whole && suggestion.level !== "street";
  }
}

/** Tell whether a suggestion lies inside another. */
function isInside({ fields, label }, other) {
  return label !== other.label && Object.keys(other.fields).every((name) => fields[name] === other.fields[name]);
}

/** The parts of a text, those within some spans marked; spans count code points. */
function marked(text, spans) {
  const points = [...text];
  const parts = [];
  let at = 0;
  for (const [start, end] of spans) {
    parts.push(points.slice(at, start).join(""), make("mark", "typed", points.slice(start, end).join("")));
    at = end;
  }
  return [...parts, points.slice(at).join("")];
}

/** Two texts as their pieces, those that the other lacks marked: words, or single Chinese characters. */
function difference(before, after) {
  const pieces = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+|[^\p{L}\p{N}]+/gu;
  const [a, b] = [before, after].map((text) => text.match(pieces) ?? []);
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i][j] = a[i] === b[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  const moved = (piece, others) => piece.length > 1 && others.includes(piece);
  const show = (piece, tag, others) =>
    !/[\p{L}\p{N}]/u.test(piece) || moved(piece, others) ? piece : make(tag, "changed", piece);
  const [left, right] = [[], []];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      left.push(a[i++]);
      right.push(b[j++]);
    } else if (j === b.length || (i < a.length && longest[i + 1][j] >= longest[i][j + 1])) {
      left.push(show(a[i++], "del", b));
    } else {
      right.push(show(b[j++], "ins", a));
    }
  }
  return [left, right];
}

/** What stands below an address: one sentence, both texts side by side, a way out. */
class Advice {
  #host;

  constructor(host) {
    this.#host = host;
    this.panel = make("div", "advice");
    this.panel.id = `addrcheck-advice-${++serial}`;
    this.panel.setAttribute("role", "group");
    this.panel.tabIndex = -1;
    this.hide();
  }

  get shown() {
    return !this.panel.hidden;
  }

  hide() {
    this.panel.hidden = true;
    this.panel.replaceChildren();
    describe(this.#host.address.controls, this.panel.id, false);
  }

  show({ report, proposals }, values) {
    const say = (key) => this.#host.say(key);
    const { action } = report;
    const last = action === "add_unit" ? "" : "ROOM_MISSING"; // a flat is asked for when all else is well
    const issues = report.issues.filter(({ code }) => code !== last);
    const grave = ["error", "warning", "info"].map((one) => issues.find(({ severity }) => severity === one));
    const message = make("p", "message", grave.find(Boolean)?.message ?? say("panel"));
    const parts = proposals.length > 1 ? [this.#choices(proposals)] : this.#comparison(proposals[0], values, report.country);
    if (action === "add_unit") parts.push(this.#tick());
    if (this.#host.held) parts.push(make("p", "again", say("again")));
    const single = proposals.length === 1 && button("take", say("take"), () => this.#host.take(proposals[0]));
    const keep = button("keep", say("keep"), () => this.#host.keep());
    this.panel.replaceChildren(message, ...parts, make("div", "buttons", ...(single ? [single, keep] : [keep])));
    this.panel.setAttribute("aria-label", say("panel"));
    this.panel.dataset.action = action;
    this.panel.hidden = false;
    message.id = `${this.panel.id}-message`;
    describe(this.#host.address.controls, this.panel.id, true);
    this.#host.announce(message.textContent);
  }

  #comparison(proposal, values, country) {
    if (!proposal) return [];
    const { roles } = this.#host.address;
    const joint = country === "CN" ? "" : ", ";
    const line = (fields) => roles.map((role) => fields[role]).filter(Boolean).join(joint);
    const [entered, suggested] = difference(line(values), line({ ...values, ...proposal.fields }));
    const pair = (key, pieces) => [make("dt", "", this.#host.say(key)), make("dd", "text", ...pieces)];
    return [make("dl", "comparison", ...pair("entered", entered), ...pair("suggested", suggested))];
  }

  #choices(proposals) {
    const which = this.#host.say("which");
    const group = make("div", "choices");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", which);
    if (proposals.length <= MOST_BUTTONS) {
      group.append(...proposals.map((one) => button("choice", one.label, () => this.#host.take(one))));
    } else {
      const select = make("select", "select", new Option(which, ""));
      proposals.forEach((one, index) => select.append(new Option(one.label, index)));
      select.setAttribute("aria-label", which);
      select.addEventListener("change", () => select.value && this.#host.take(proposals[select.value]));
      group.append(select);
    }
    return group;
  }

  #tick() {
    const box = make("input");
    box.type = "checkbox";
    box.addEventListener("change", () => this.#host.keep("NO_FLAT"));
    return make("label", "tick", box, this.#host.say("no_flat"));
  }
}

/** Let controls name the sentence of the advice as their description, or no longer. */
function describe(controls, id, wanted) {
  for (const control of controls) {
    const ids = new Set((control.getAttribute("aria-describedby") || "").split(/\s+/).filter(Boolean));
    ids[wanted ? "add" : "delete"](`${id}-message`);
    if (ids.size) control.setAttribute("aria-describedby", [...ids].join(" "));
    else control.removeAttribute("aria-describedby");
  }
}

/** Holds a form's first submit where an address asks for a look, never the second. */
class Gate {
  static #gates = new WeakMap();
  fields = new Set();
  submitter = null;
  held = false;
  #form;
  #waiting = false;
  #passing = false;

  static of(form) {
    if (!Gate.#gates.has(form)) Gate.#gates.set(form, new Gate(form));
    return Gate.#gates.get(form);
  }

  /** The document's capture phase comes before every listener of the shop: a held event reaches none of them. */
  static listen() {
    document.addEventListener("submit", (event) => Gate.#gates.get(event.target)?.#submit(event), true);
  }

  constructor(form) {
    this.#form = form;
    form.addEventListener("reset", () => {
      this.held = false;
      for (const field of this.fields) setTimeout(() => field.forget());
    });
  }

  #submit(event) {
    const fields = [...this.fields].filter((field) => !field.hasAttribute("no-hold"));
    const settled = fields.every((field) => field.settled);
    const asking = fields.some((field) => field.asking);
    if (this.#passing || this.#waiting || (settled && (this.held || !asking))) {
      this.held = this.#waiting = false;
      fields.forEach((field) => field.override());
    } else {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.#hold(fields, event.submitter);
    }
  }

  async #hold(fields, submitter) {
    this.submitter = submitter;
    this.#waiting = true;
    await Promise.all(fields.map((field) => field.check("submit")));
    await new Promise((resolve) => setTimeout(resolve)); // a form that is still telling of a submit takes no other
    if (!this.#waiting) return; // a second submit came meanwhile, and passed
    this.#waiting = false;
    const asking = fields.filter((field) => field.asking);
    if (!asking.length || this.held) return this.#pass();
    this.held = true;
    asking.forEach((field) => field.show());
    asking[0].advice.panel.focus();
  }

  #pass() {
    this.#passing = true;
    this.#form.requestSubmit(this.submitter?.isConnected ? this.submitter : undefined);
    this.#passing = false;
  }
}
Gate.listen();

let pressed = false; // a panel that appears between press and release would move the button away
addEventListener("pointerdown", () => (pressed = true), true);
for (const type of ["pointerup", "pointercancel"]) addEventListener(type, () => (pressed = false), true);

/** One address of a form. */
export class AddrcheckField extends HTMLElement {
  static texts = TEXTS;

  #listening = null;
  #results = {};
  #checked = null; // the fields as they were last checked, as JSON
  #answer = null; // {report, proposals} on them; null where the service gave none
  #kept = "";
  #original = "";
  #pasted = "";
  #last = null;
  #running = null;
  #live;
  #note;
  #gate;

  connectedCallback() {
    this.service = new Service(this);
    this.address = new Address(this);
    this.suggestions = new Suggestions(this);
    this.#live = make("p", "live");
    this.#note = make("p", "note");
    for (const one of [this.#live, this.#note]) one.setAttribute("role", "status");
    this.ui = make("div");
    this.ui.className = "addrcheck";
    this.append(this.ui);
    this.advice = new Advice(this);
    this.ui.append(this.suggestions.list, this.#note, this.advice.panel, this.#live);
    this.#listen();
    this.#record("unchecked");
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.#prepare(), { once: true });
    this.#prepare();
  }

  disconnectedCallback() {
    this.#listening.abort();
    this.suggestions.close();
    this.service.stop("v1/check");
    this.#gate?.fields.delete(this);
    this.ui.remove();
  }

  #prepare() {
    const typed = this.address.controls.filter((one) => this.contains(one) && this.suggestions.takes(one));
    typed.forEach((input) => this.suggestions.prepare(input));
    const { form } = this.address;
    this.#gate = form && Gate.of(form);
    this.#gate?.fields.add(this);
    const hidden = this.querySelector("[data-addrcheck=paste]")?.closest("[hidden]");
    if (hidden && this.contains(hidden)) hidden.hidden = false; // without this script a paste box would be good for nothing
  }

  #listen() {
    this.#listening = new AbortController();
    const on = (types, act) => {
      const listen = (event) => !event.target.closest(".addrcheck") && act(event);
      for (const type of types.split(" ")) this.addEventListener(type, listen, { signal: this.#listening.signal });
    };
    const typing = (act) => (event) => this.hasAttribute("no-suggest") || !this.suggestions.takes(event.target) || act(event);
    on("focusin", typing((event) => event.target.hasAttribute("aria-autocomplete") || this.suggestions.prepare(event.target)));
    on("compositionstart compositionend", typing((event) => this.suggestions.composition(event)));
    on("input", typing((event) => this.suggestions.typed(event)));
    on("keydown", typing((event) => this.suggestions.key(event)));
    on("focusout", (event) => this.#left(event));
    on("input", (event) => this.#changed(event));
    on("paste", (event) => this.address.role(event.target) === "paste" && setTimeout(() => this.#paste(event.target)));
    on("change", (event) => this.address.role(event.target) === "paste" && this.#paste(event.target));
  }

  say(key, values = {}) {
    const text = this.getAttribute(`text-${key}`) ?? AddrcheckField.texts[this.#lang][key];
    return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  get #lang() {
    const lang = (this.closest("[lang]")?.lang || navigator.language).slice(0, 2).toLowerCase();
    return lang in TEXTS ? lang : "en";
  }

  /** Dispatch an event; return whether nobody has taken over. */
  tell(type, detail) {
    return this.dispatchEvent(new CustomEvent(`addrcheck:${type}`, { detail, bubbles: true, cancelable: true }));
  }

  announce(text) {
    this.#live.textContent = text;
  }

  note(text) {
    this.#note.textContent = text;
  }

  failed(error) {
    this.note(this.say("off"));
    this.tell("error", { error });
  }

  get held() {
    return this.#gate?.held;
  }

  get #now() {
    return JSON.stringify(this.address.values);
  }

  /** Whether the fields as they are were checked, or need not be. */
  get settled() {
    return this.#checked === this.#now || this.hasAttribute("no-check");
  }

  /** Whether the reader should have a look. */
  get asking() {
    return this.settled && this.#kept !== this.#checked && ASKING.has(this.#answer?.report.action);
  }

  #left(event) {
    const { target, relatedTarget } = event;
    const trailing = this.suggestions.takes(target) && /,\s*$/.test(target.value);
    if (relatedTarget && (this.contains(relatedTarget) || this.address.controls.includes(relatedTarget))) {
      if (!this.ui.contains(relatedTarget)) this.suggestions.close();
      return;
    }
    this.suggestions.close();
    this.#last = target;
    if (trailing) setText(target, target.value.replace(/[,\s]+$/, ""));
    if (!document.hasFocus()) return;
    const look = () => (pressed ? setTimeout(look, 50) : this.#look());
    setTimeout(look);
  }

  async #look() {
    if (!this.isConnected || this.settled) return;
    await this.check("blur");
    if (this.asking) this.show();
  }

  #changed(event) {
    if (BESIDES.has(this.address.role(event.target))) return;
    this.note("");
    if (this.advice.shown && !this.settled) this.advice.hide();
  }

  /** Check the fields as they are, unless that was done or is being done; never throws. */
  async check(reason) {
    const now = this.#now;
    if (this.settled) return;
    if (this.#running?.now !== now) this.#running = { now, answer: this.#check(now, reason) };
    await this.#running.answer;
    if (this.#running?.now === now) this.#running = null;
  }

  async #check(checked, reason) {
    const { values, roles, country } = this.address;
    if (checked === "{}" || country === "other") {
      this.#settle(checked, null, country === "other" ? "foreign" : "empty");
      return;
    }
    try {
      const answer = await this.service.ask("v1/check", { fields: values, into: roles, lang: this.#lang, country });
      if (!answer) return;
      const { proposals = [], ...report } = answer;
      this.#settle(checked, { report, proposals }, report.action);
      const wanted = this.tell("check", { reason, report, proposals });
      if (!wanted) this.#kept = checked;
      this.#praise(report);
    } catch (error) {
      this.#settle(checked, null, "unchecked");
      this.failed(error);
    }
  }

  #praise(report) {
    if (report.action !== "accept") return this.note("");
    const outside = this.hasAttribute("zones") && report.zone?.status === "out_of_area";
    this.note(this.say(outside ? "outside" : "good"));
  }

  #settle(checked, answer, outcome) {
    this.#checked = checked;
    this.#answer = answer;
    if (!ASKING.has(answer?.report.action)) this.advice.hide();
    this.#record(outcome);
  }

  show() {
    this.advice.show(this.#answer, this.address.values);
  }

  keep(code) {
    this.#kept = this.#checked;
    this.#record(this.#answer.report.action, !code, code);
    this.#done();
  }

  async take(proposal) {
    this.#original ||= Object.values(this.address.values).join(" ");
    this.address.fill(proposal.fields);
    this.#done();
    await this.check("take");
    if (this.asking) this.show();
  }

  /** Close the advice and lead the reader back. */
  #done() {
    this.advice.hide();
    ((this.held && this.#gate.submitter) || this.#last)?.focus();
  }

  /** The order goes as it is. */
  override() {
    this.suggestions.close();
    if (!this.settled) this.#record("unchecked");
    else if (this.asking) {
      this.#kept = this.#checked;
      this.#record(this.#answer.report.action, true);
    }
  }

  /** Note for the shop what became of the address, in hidden inputs. */
  #record(outcome, overridden = false, code = "") {
    const codes = [...(this.#answer?.report.issues ?? []).map((issue) => issue.code), code].filter(Boolean).join(",");
    const results = { outcome, codes, overridden, original: this.#original };
    const prefix = this.getAttribute("result") || "addrcheck";
    for (const name in results) {
      const input = (this.#results[name] ??= make("input"));
      Object.assign(input, { type: "hidden", name: `${prefix}_${name}`, value: String(results[name]) });
      if (input.parentElement !== this.ui) this.ui.append(input);
    }
  }

  forget() {
    this.#checked = this.#answer = null;
    this.#kept = this.#original = "";
    this.suggestions.close();
    this.advice.hide();
    this.note("");
    this.#record("unchecked");
  }

  /** Sort a pasted label into the fields of the form, name and phone too. */
  async #paste(box) {
    const text = box.value.trim();
    if (!text || text === this.#pasted) return;
    this.#pasted = text;
    const { roles, country } = this.address;
    const into = [...roles, ...["name", "phone"].filter((role) => this.address.has(role))];
    try {
      const answer = await this.service.ask("v1/check", { q: text, into, lang: this.#lang, country });
      if (!answer) return;
      const { proposals = [], ...report } = answer;
      this.tell("check", { reason: "paste", report, proposals });
      const fields = proposals[0]?.fields ?? {};
      const placed = roles.some((role) => role in fields);
      const names = this.address.controls.filter((one) => fields[this.address.role(one)]).map(nameOf);
      this.address.fill(placed ? { ...Object.fromEntries(roles.map((role) => [role, ""])), ...fields } : fields);
      if (placed) await this.check("pasted");
      if (this.asking) this.show();
      this.note(this.say(names.length ? "filled" : "unread", { names: new Intl.ListFormat(this.#lang).format(names) }));
    } catch (error) {
      this.failed(error);
    }
  }
}

customElements.define("addrcheck-field", AddrcheckField);
