// The station screen: a scan goes from the field to the outbox, its answer to the screen, the ear and the tally.

import { post } from "/scripts/station/asking.js";
import { Codes } from "/scripts/station/codes.js";
import { Field } from "/scripts/station/field.js";
import { print } from "/scripts/station/label.js";
import { Manifest } from "/scripts/station/manifest.js";
import { isCode, numberIn } from "/scripts/station/number.js";
import { Outbox } from "/scripts/station/outbox.js";
import { Screen } from "/scripts/station/screen.js";
import { Settings } from "/scripts/station/settings.js";
import { Sound } from "/scripts/station/sound.js";
import { Store } from "/scripts/station/store.js";
import { draw } from "/scripts/station/tally.js";

const PATIENCE_MS = 800;
const REMEMBERED_MS = 3 * 86_400_000;
const REFRESH_MS = 60_000;
const COUNT_MS = 1_500;
const at = (id) => document.getElementById(id);
const { words: spoken, lang } = at("station").dataset;
const words = JSON.parse(spoken);

/** Say a key of the words, with its placeholders filled. */
function say(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

const sound = new Sound();
const settings = new Settings(heed);
const screen = new Screen(say, lang);
const store = await Store.open();
const codes = new Codes(store);
const entries = new Map();
const about = () => ({ station: settings.station, operator: settings.operator, lang });
const outbox = new Outbox(store, about, heard, connection);
const manifest = new Manifest(say, lang, idle);
let current = null; // the parcel in the hand: { entry, shown, full }
let asking = null; // the unknown number whose address is asked for
let since = "";
let counting = 0;

// ---- scanning
function take(text) {
  if (asking && !numberIn(text) && !isCode(text)) {
    asking.address = text;
    begin(asking);
    return;
  }
  begin({ id: crypto.randomUUID?.() ?? madeId(), at: new Date().toISOString(), text, waybill: numberIn(text), dirty: true });
}

/** Send a scan, and show it as the one in the hand. */
function begin(entry) {
  entries.set(entry.id, entry);
  current = { entry, shown: null };
  ask(null);
  screen.wait(entry.waybill || "");
  outbox.put(entry);
  if (outbox.state === "online") setTimeout(() => alone(entry), PATIENCE_MS);
  else alone(entry);
  redraw();
}

/** Show what this screen knows by itself, where the server does not answer in time. */
function alone(entry) {
  if (current?.entry !== entry || current.shown || !entry.dirty) return;
  const known = codes.find(entry.waybill || "");
  const hint = entry.address ? "local_address" : "local_unknown";
  const shown = known ? { ...known, local: true, found: "manifest" } : { lane: "unknown", reason: say(hint), found: "unknown" };
  Object.assign(entry, { lane: shown.lane, code: shown.code ?? "", local: true });
  shown.waybill = entry.waybill;
  show(entry, shown);
  outbox.keep(entry);
}

/** Take in the server's answer; that of an earlier parcel goes to the list alone. */
function heard(entry, result, answer, fresh) {
  if (answer) {
    codes.refresh(answer.day, answer.tag);
    clearTimeout(counting);
    counting = setTimeout(() => manifest.refresh(), COUNT_MS);
  }
  if (!fresh) return;
  Object.assign(entry, { found: result.found, waybill: result.waybill || entry.waybill });
  if (result.found === "undone") return redraw();
  Object.assign(entry, { lane: result.lane, code: result.code ?? "", again: Boolean(result.earlier) });
  if (current?.entry === entry && !entry.undone) show(entry, result.found === null ? { ...result, reason: say("refused") } : result);
  redraw();
}

/** Show a parcel, and let its lane be heard once. */
function show(entry, shown) {
  const before = current.shown;
  current.shown = shown;
  current.full = false;
  screen.answer(entry, shown);
  const same = before && before.lane === shown.lane && before.code === shown.code;
  if (!same) sound.play(...(shown.earlier ? ["again"] : []), entry.hand ? "manual" : shown.lane);
  ask(shown.found === "unknown" && entry.waybill && !entry.address ? entry : null);
  offer();
}

/** Ask for the address of an unknown number, or for the next scan. */
function ask(entry) {
  asking = entry;
  at("asks").textContent = entry ? say("field_address", { waybill: entry.waybill }) : say("field");
  at("scan").dataset.asks = entry ? "address" : "scan";
  if (entry) at("address").textContent = say("address_hint");
}

function madeId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// ---- what keys and buttons do
const actions = {
  manual() {
    const { entry, shown } = current ?? {};
    if (!shown || entry.undone) return;
    entry.hand = entry.hand ? null : new Date().toISOString();
    outbox.put(entry);
    screen.answer(entry, shown);
    sound.play(entry.hand ? "manual" : shown.lane);
    offer();
    redraw();
  },
  async reveal() {
    const { entry, shown } = current ?? {};
    if (!shown?.address) return;
    current.full = !current.full;
    if (!current.full) screen.address(shown.address);
    offer();
    if (!current.full) return;
    const answer = await post("/v1/parcels", { waybill: entry.waybill });
    if (current?.entry !== entry || !current.full) return;
    const { address, name, phone } = answer.body ?? {};
    screen.address(answer.status === 200 ? [address, name, phone].filter(Boolean).join(" · ") : say("reveal_offline"));
  },
  async label() {
    const { entry, shown } = current ?? {};
    if (!shown) return;
    if (shown.found !== "manifest" && shown.found !== "typed") return screen.address(say("label_none"));
    const answer = await post("/v1/labels", { waybills: [entry.waybill], lang });
    if (answer.status === 200) print(answer.body.labels, settings.size, say);
    else screen.address(say(answer.status === 404 ? "label_none" : "label_offline"));
  },
  undo() {
    const last = [...entries.values()].filter((entry) => entry.at >= since && !entry.undone).sort((a, b) => (a.at < b.at ? 1 : -1))[0];
    if (!last) return;
    last.undone = new Date().toISOString();
    outbox.put(last);
    current = null;
    ask(null);
    screen.undone(last);
    offer();
    redraw();
  },
  mute() {
    settings.muted = !settings.muted;
    settings.keep();
    heed();
  },
};
const KEYS = { F2: "manual", F4: "reveal", F8: "label", F9: "undo", F7: "mute" };

/** Offer what can be done with the parcel in the hand. */
function offer() {
  const { entry, shown } = current ?? {};
  at("do-manual").disabled = !shown;
  at("do-manual").querySelector("span").textContent = say(entry?.hand ? "do_manual_back" : "do_manual");
  at("do-reveal").disabled = !shown?.address;
  at("do-reveal").querySelector("span").textContent = say(current?.full ? "do_hide" : "do_reveal");
  const known = shown?.found === "manifest" || shown?.found === "typed";
  at("do-label").disabled = at("pdf").querySelector("button").disabled = !known;
  at("pdf").elements.waybill.value = known ? entry.waybill : "";
  at("do-undo").disabled = ![...entries.values()].some((one) => one.at >= since && !one.undone);
}

// ---- the state of things
function heed() {
  sound.volume = Number(settings.volume) / 100;
  sound.muted = settings.muted;
  at("do-mute").querySelector("span").textContent = say(settings.muted ? "do_unmute" : "do_mute");
  at("do-mute").setAttribute("aria-pressed", settings.muted);
  at("pdf").elements.size.value = settings.size;
  at("text").inputMode = settings.silent ? "none" : "";
}

function connection() {
  const { state, waiting } = outbox;
  const away = state !== "online";
  at("connection").dataset.state = state;
  at("connection").textContent = say(away ? "offline" : "online");
  const told = away ? say(`banner_${state}`, { n: waiting }) : store ? "" : say("banner_memory");
  at("banner").hidden = !told;
  at("banner").dataset.state = state;
  at("banner").querySelector("span").textContent = told;
  at("banner").querySelector("a").hidden = state !== "signed_out";
  screen.waiting(away ? 0 : waiting - Number(Boolean(current && !current.shown)));
}

function idle() {
  if (!current) screen.ready(say(manifest.today === 0 ? "no_manifest_hint" : "ready_hint"));
}

let drawing = false;
function redraw() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    draw([...entries.values()], since, say, lang);
    connection();
    offer();
  });
}

// ---- the beginning
async function open() {
  await codes.open();
  since = (await store?.get("shift").catch(() => "")) || new Date(new Date().setHours(0, 0, 0, 0)).toISOString();
  const kept = (await store?.scans().catch(() => [])) ?? [];
  for (const entry of kept) {
    if (!entry.dirty && Date.now() - Date.parse(entry.at) > REMEMBERED_MS) store.drop(entry.id);
    else if (!entries.has(entry.id)) entries.set(entry.id, entry);
  }
  outbox.resume(kept);
  manifest.refresh();
  redraw();
}

const field = new Field(at("text"), take);
for (const [name, act] of Object.entries(actions)) {
  at(`do-${name}`).addEventListener("click", () => {
    act();
    field.focus();
  });
}
document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]") || event.repeat) return;
  if (KEYS[event.key]) {
    event.preventDefault();
    actions[KEYS[event.key]]();
  } else if (event.key === "Escape" && asking) ask(null);
});
at("open-settings").addEventListener("click", () => at("settings").showModal());
at("new-shift").addEventListener("click", () => {
  since = new Date().toISOString();
  store?.set("shift", since).catch(() => {});
  redraw();
});
for (const button of document.querySelectorAll("[data-try]")) button.addEventListener("click", () => sound.play(button.dataset.try));
for (const button of document.querySelectorAll("[data-close]")) button.addEventListener("click", () => button.closest("dialog").close());
for (const dialog of document.querySelectorAll("dialog")) dialog.addEventListener("close", () => field.focus());
setInterval(() => manifest.refresh(), REFRESH_MS);

heed();
idle();
await open();
document.documentElement.dataset.ready = "yes";

// ---- without a server: the screen itself
if (navigator.serviceWorker) {
  const registration = await navigator.serviceWorker.register("/station/worker.js", { scope: "/station" });
  await navigator.serviceWorker.ready;
  const needed = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
  const files = needed.filter((path) => /^\/(scripts|styles)\//.test(path));
  registration.active?.postMessage({ keep: ["/station", ...files] });
  document.documentElement.dataset.kept = "yes";
}
