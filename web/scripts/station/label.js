// Labels straight to the printer: the same texts and bars as in the PDF, drawn by the browser, one page of the label's size.

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 10;
const area = document.getElementById("print");

/** Print labels as the server tells them; `size` is 76x130 or 100x150. */
export function print(labels, size, say) {
  area.dataset.size = size;
  area.replaceChildren(...labels.map((label) => drawn(label, say)));
  window.print();
}

function drawn(label, say) {
  const made = part("article", "label", "");
  const mark = part("p", "label__mark", label.mark.join(" ") || say("lane_manual"));
  mark.style.setProperty("--characters", Math.max(4, mark.textContent.length));
  const line = part("p", "label__line", "");
  line.append(part("span", "", label.place), part("span", "", label.day));
  const to = part("div", "label__to", "");
  const person = [label.name, label.phone].filter(Boolean).map((text) => text.replaceAll(" ", "\u00a0")).join("  ");
  if (person) to.append(part("p", "", `${say("label_to")} ${person}`));
  to.append(part("p", "", label.address));
  const foot = part("p", "label__foot", "");
  foot.append(part("b", "", label.mark.length > 1 ? label.mark.at(-1) : ""), part("span", "", label.waybill.slice(-4)));
  made.append(mark, line, bars(label.bars), part("p", "label__number", label.waybill), to, foot);
  return made;
}

function bars(modules) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", `${-QUIET} 0 ${modules.length + 2 * QUIET} 40`);
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("class", "label__bars");
  for (const run of modules.matchAll(/1+/g)) {
    const bar = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({ x: run.index, y: 0, width: run[0].length, height: 40 })) bar.setAttribute(name, value);
    picture.append(bar);
  }
  return picture;
}

function part(tag, kind, text) {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  made.textContent = text;
  return made;
}
