// A map that can be moved and zoomed by keyboard, mouse and fingers. What is drawn stays as it is; only the window changes.

const WIDTH = 1000, HEIGHT = 640, CLOSEST = 60, STEP = 1.5;

export class ZoneMap {
  constructor(frame, words) {
    this.frame = frame;
    this.svg = frame.querySelector("svg");
    this.pointers = new Map();
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", words.map);
    frame.title = words.keys;
    frame.append(this.tools(words));
    frame.addEventListener("keydown", (event) => this.key(event));
    this.svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.svg.addEventListener("pointerdown", (event) => this.down(event));
    this.svg.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) this.svg.addEventListener(name, (event) => this.up(event));
    this.svg.addEventListener("click", (event) => { if (this.dragged) { event.preventDefault(); event.stopPropagation(); } }, true);
    new ResizeObserver(() => this.draw()).observe(frame);
    this.fit();
  }

  tools(words) {
    const box = document.createElement("div");
    box.className = "zonefigure__tools";
    for (const [sign, name, act] of [["+", words.in, () => this.zoom(STEP)], ["−", words.out, () => this.zoom(1 / STEP)], ["⤢", words.fit, () => this.fit()]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.setAttribute("aria-label", name);
      button.title = name;
      button.addEventListener("click", act);
      box.append(button);
    }
    return box;
  }

  fit() {
    this.view = { x: 0, y: 0, zoom: 1 };
    this.draw();
  }

  // Zoom by a factor; the point (in units of the map) stays where it is.
  zoom(factor, at = null) {
    const { x, y, zoom } = this.view;
    const next = Math.min(CLOSEST, Math.max(1, zoom * factor));
    const point = at ?? { x: x + WIDTH / zoom / 2, y: y + HEIGHT / zoom / 2 };
    this.view = { zoom: next, x: point.x - (point.x - x) * zoom / next, y: point.y - (point.y - y) * zoom / next };
    this.draw();
  }

  pan(dx, dy) {
    this.view.x += dx;
    this.view.y += dy;
    this.draw();
  }

  // Bring something into the middle, near enough to be seen.
  show(element) {
    const box = element.getBBox ? this.boxOf(element) : null;
    if (!box) return;
    const zoom = Math.min(12, Math.max(1, Math.min(WIDTH / (box.width * 2.5 || 1), HEIGHT / (box.height * 2.5 || 1))));
    const close = box.width || box.height ? zoom : Math.max(this.view.zoom, 3);
    this.view = { zoom: close, x: box.x + box.width / 2 - WIDTH / close / 2, y: box.y + box.height / 2 - HEIGHT / close / 2 };
    this.draw();
  }

  boxOf(element) {
    const place = element.closest("[transform]") ?? element;
    if (place.matches("path")) return place.getBBox();
    const move = place.transform.baseVal.getItem(0).matrix;
    return { x: move.e, y: move.f, width: 0, height: 0 };
  }

  draw() {
    const view = this.view, width = WIDTH / view.zoom, height = HEIGHT / view.zoom;
    view.x = Math.min(WIDTH - width, Math.max(0, view.x));
    view.y = Math.min(HEIGHT - height, Math.max(0, view.y));
    this.svg.setAttribute("viewBox", `${view.x} ${view.y} ${width} ${height}`);
    const shown = this.svg.clientWidth || WIDTH;
    const size = (shown < 600 ? 0.82 : 1) * WIDTH / shown / view.zoom;
    this.svg.style.setProperty("--k", size);
    this.svg.style.touchAction = view.zoom > 1 ? "none" : "pan-y";
    const scale = this.svg.querySelector(".scale"); // true for the whole map alone
    if (scale) scale.style.display = view.zoom > 1 ? "none" : "";
    this.declutter(size);
  }

  // Codes are shown where they have room, names where nothing is in their way.
  declutter(size) {
    const taken = [];
    const frame = this.svg.getBoundingClientRect();
    const inside = (box) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
    const free = (box) => inside(box) && !taken.some((one) => one.left < box.right && box.left < one.right && one.top < box.bottom && box.top < one.bottom);
    for (const pin of this.svg.querySelectorAll(".pin rect:not(.target), .spot circle")) taken.push(pin.getBoundingClientRect());
    for (const code of this.svg.querySelectorAll(".code")) {
      const fits = Number(code.dataset.needs) * size <= 1;
      code.style.display = fits ? "inline" : "none";
      if (fits) taken.push(code.getBoundingClientRect());
    }
    for (const name of this.svg.querySelectorAll(".spot__code, .place")) {
      name.style.display = "inline";
      const box = name.getBoundingClientRect();
      if (free(box)) taken.push(box);
      else name.style.display = "none";
    }
  }

  key(event) {
    const step = 80 / this.view.zoom;
    const acts = {
      ArrowLeft: () => this.pan(-step, 0), ArrowRight: () => this.pan(step, 0),
      ArrowUp: () => this.pan(0, -step), ArrowDown: () => this.pan(0, step),
      "+": () => this.zoom(STEP), "=": () => this.zoom(STEP), "-": () => this.zoom(1 / STEP), "0": () => this.fit(),
    };
    if (!acts[event.key] || event.ctrlKey || event.altKey || event.metaKey || event.target !== this.frame) return;
    event.preventDefault();
    acts[event.key]();
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, this.point(event));
  }

  point(event) {
    const box = this.svg.getBoundingClientRect();
    return { x: this.view.x + (event.clientX - box.left) / box.width * WIDTH / this.view.zoom, y: this.view.y + (event.clientY - box.top) / box.height * HEIGHT / this.view.zoom };
  }

  down(event) {
    this.dragged = false;
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.apart = this.distance();
  }

  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const dx = event.clientX - before.x, dy = event.clientY - before.y;
    if (!this.dragged && Math.hypot(dx, dy) < 5) return;
    if (!this.dragged) this.svg.setPointerCapture(event.pointerId);
    this.dragged = true;
    this.svg.classList.add("is-dragged");
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.pointers.size === 2) {
      const apart = this.distance();
      if (this.apart && apart) this.zoom(apart / this.apart, this.point(this.middle()));
      this.apart = apart;
    } else {
      const unit = WIDTH / this.view.zoom / this.svg.clientWidth;
      this.pan(-dx * unit, -dy * unit);
    }
  }

  up(event) {
    this.pointers.delete(event.pointerId);
    this.svg.classList.remove("is-dragged");
    this.apart = 0;
  }

  distance() {
    const [one, other] = [...this.pointers.values()];
    return other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
  }

  middle() {
    const [one, other] = [...this.pointers.values()];
    return { clientX: (one.x + other.x) / 2, clientY: (one.y + other.y) / 2 };
  }
}
