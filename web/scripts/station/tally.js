// The shift at a glance: how many parcels by lane and by zone, and the scans of the last minutes.

import { clock } from "/scripts/station/screen.js";

const SHOWN = 30;
const ZONES = 40;
const TAIL = 9;
const lanes = document.getElementById("lanes");
const zones = document.getElementById("zones");
const history = document.getElementById("history");
const total = document.getElementById("total");

/** Draw the scans since the shift began; a parcel that is scanned twice is one parcel. */
export function draw(entries, since, say, lang) {
  const shift = entries.filter((entry) => entry.at >= since).sort((a, b) => (a.at < b.at ? 1 : -1));
  const counted = new Map();
  for (const entry of shift) {
    if (!entry.undone && entry.found !== null && !counted.has(entry.waybill || entry.id)) counted.set(entry.waybill || entry.id, entry);
  }
  total.textContent = counted.size;
  drawLanes([...counted.values()]);
  drawZones([...counted.values()]);
  if (shift.length) history.replaceChildren(...shift.slice(0, SHOWN).map((entry) => line(entry, say, lang)));
  else history.replaceChildren(item("soft", say("history_empty")));
}

function laneOf(entry) {
  return entry.hand ? "manual" : (entry.lane ?? "unknown");
}

function drawLanes(entries) {
  for (const row of lanes.children) {
    row.querySelector("b").textContent = entries.filter((entry) => laneOf(entry) === row.dataset.lane).length;
  }
}

function drawZones(entries) {
  const counts = new Map();
  for (const { code } of entries) if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, ZONES);
  zones.replaceChildren(
    ...sorted.map(([code, count]) => {
      const row = item("", code);
      row.style.setProperty("--share", count / sorted[0][1]);
      const number = document.createElement("b");
      number.textContent = count;
      row.append(number);
      return row;
    }),
  );
}

function line(entry, say, lang) {
  const row = item(entry.undone ? "gone" : "", "");
  row.dataset.lane = laneOf(entry);
  const marks = [
    entry.again && "mark_again",
    entry.hand && "mark_hand",
    entry.local && "mark_local",
    entry.found === null && "mark_refused",
    entry.dirty && "mark_unsent",
  ].filter(Boolean);
  const texts = [
    ["time", clock(entry.at, lang)],
    ["mono", ending(entry.waybill || entry.text)],
    ["to", entry.undone ? say("lane_undone") : entry.code || say(`lane_${laneOf(entry)}`)],
    ["soft", marks.map((mark) => say(mark)).join(" · ")],
  ];
  for (const [kind, text] of texts) {
    const part = document.createElement("span");
    part.className = kind;
    part.textContent = text;
    row.append(part);
  }
  return row;
}

/** Return the end of a number, by which people tell parcels apart. */
function ending(number) {
  return number.length > TAIL + 2 ? `…${number.slice(-TAIL)}` : number;
}

function item(kind, text) {
  const made = document.createElement("li");
  made.className = kind;
  made.textContent = text;
  return made;
}
