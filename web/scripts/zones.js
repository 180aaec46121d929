// The zones page: maps that move, findings and their marks that point at each other, forms that say that they are busy.

import { ZoneMap } from "./zone_map.js";

const maps = [];
const box = document.querySelector("[data-map]");
if (box) {
  const words = { map: box.dataset.map, keys: box.dataset.mapKeys, in: box.dataset.in, out: box.dataset.out, fit: box.dataset.fit };
  for (const frame of box.querySelectorAll(".zonefigure__frame")) maps.push(new ZoneMap(frame, words));
}

const marksOf = (number) => [...document.querySelectorAll("[data-findings]")].filter((mark) => mark.dataset.findings.split(" ").includes(number));
const itemsOf = (numbers) => numbers.map((number) => document.getElementById(`f${number}`)).filter(Boolean);

function light(numbers, on) {
  for (const item of itemsOf(numbers)) item.classList.toggle("is-on", on);
  for (const number of numbers) for (const mark of marksOf(number)) mark.classList.toggle("is-on", on);
}

for (const item of document.querySelectorAll("[data-finding]")) {
  const numbers = [item.dataset.finding];
  for (const name of ["pointerenter", "focusin"]) item.addEventListener(name, () => light(numbers, true));
  for (const name of ["pointerleave", "focusout"]) item.addEventListener(name, () => light(numbers, false));
  item.querySelector("a.finding__number")?.addEventListener("click", (event) => {
    const [mark] = marksOf(item.dataset.finding);
    const map = maps.find((one) => one.svg.contains(mark));
    if (!map) return;
    event.preventDefault();
    map.show(mark);
    map.frame.scrollIntoView({ block: "nearest" });
    map.frame.focus({ preventScroll: true });
    light(numbers, true);
  });
}

for (const mark of document.querySelectorAll("[data-findings]")) {
  const numbers = mark.dataset.findings.split(" ");
  mark.addEventListener("pointerenter", () => light(numbers, true));
  mark.addEventListener("pointerleave", () => light(numbers, false));
  mark.addEventListener("click", (event) => {
    const [item] = itemsOf(numbers);
    if (!item) return;
    event.preventDefault();
    item.scrollIntoView({ block: "center" });
    light(numbers, true);
  });
}

for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button[type=submit]");
    button.disabled = true;
    button.textContent = form.dataset.busy;
    form.classList.add("is-busy");
  });
}

const activation = document.querySelector(".activation");
if (activation) {
  const follow = () => {
    for (const more of activation.querySelectorAll(".activation__more")) {
      more.hidden = !more.previousElementSibling.querySelector("input").checked;
    }
  };
  activation.addEventListener("change", follow);
  follow();
}
document.getElementById("compared")?.scrollIntoView({ block: "nearest" });
