// The large part of the screen: always about the parcel that was scanned last, the one in the hand.

const parts = Object.fromEntries(
  ["result", "lane", "waybill", "waiting", "code", "place", "marks", "reason", "address"].map((id) => [id, document.getElementById(id)]),
);
const sign = parts.result.querySelector("use");

const ruler = document.createElement("canvas").getContext("2d");

/** Return a text's width in ems of the large type. */
function widthOf(text) {
  ruler.font = `800 100px ${getComputedStyle(parts.code).fontFamily}`;
  return Math.max(ruler.measureText(text).width / 98, 2);
}

/** Write codes as large as they fit, one a line; the last segment, which tells the courier, stands out. */
function writeCode(lines, segments) {
  const last = segments.length > 1 ? segments.at(-1) : "";
  parts.code.replaceChildren(
    ...lines.map((text) => {
      const line = document.createElement("span");
      const tail = last && text.endsWith(last) ? last : "";
      line.append(text.slice(0, text.length - tail.length));
      if (tail) {
        const strong = document.createElement("em");
        strong.textContent = tail;
        line.append(strong);
      }
      return line;
    }),
  );
  parts.code.style.setProperty("--width", Math.max(...lines.map(widthOf)));
  parts.code.style.setProperty("--lines", lines.length);
}

/** Return the time of day of a moment, with the day where it is another. */
export function clock(at, lang) {
  const moment = new Date(at);
  const today = new Date().toDateString() === moment.toDateString();
  const day = today ? {} : { month: "numeric", day: "numeric" };
  return moment.toLocaleString({ zh: "zh-CN", ru: "ru-RU" }[lang] ?? "en-GB", { ...day, hour: "2-digit", minute: "2-digit", hour12: false });
}

export class Screen {
  #say;
  #lang;

  constructor(say, lang) {
    this.#say = say;
    this.#lang = lang;
  }

  /** Show that a scan waits for its answer; nothing of the parcel before stays. */
  wait(text) {
    this.#show("waiting", text, ["· · ·"], []);
  }

  /** Show that there is nothing to show, and what to do. */
  ready(hint) {
    this.#show("ready", "", [this.#say("lane_ready")], []);
    parts.reason.textContent = hint;
  }

  /** Show where a parcel goes; `shown` is the server's answer, or what this screen knows by itself. */
  answer(entry, shown) {
    const lane = entry.hand ? "manual" : shown.lane;
    const codes = shown.code ? [shown.code] : shown.candidates?.length ? shown.candidates : [this.#say(`lane_${lane}`)];
    this.#show(lane, shown.waybill || entry.waybill || "", codes, shown.segments ?? []);
    parts.place.textContent = [shown.place, shown.owner].filter(Boolean).join(" · ");
    parts.reason.textContent = shown.reason ?? "";
    parts.address.textContent = shown.address ?? "";
    const marks = [];
    if (shown.earlier) {
      const time = clock(shown.earlier.at, this.#lang);
      const { station } = shown.earlier;
      marks.push(["again", station ? this.#say("again_where", { time, station }) : this.#say("again", { time })]);
    }
    if (entry.hand) marks.push(["hand", this.#say("hand")]);
    if (shown.found === "typed") marks.push(["typed", this.#say("typed")]);
    if (shown.local) marks.push(["local", this.#say("local")]);
    this.#mark(marks);
  }

  /** Show that the last scan was taken back. */
  undone(entry) {
    this.#show("undone", entry.waybill || entry.text, [this.#say("lane_undone")], []);
  }

  /** Show the whole address and the recipient, or the one without the flat again. */
  address(text) {
    parts.address.textContent = text;
  }

  waiting(count) {
    parts.waiting.textContent = count > 0 ? this.#say("waiting", { n: count }) : "";
  }

  #show(lane, waybill, codes, segments) {
    parts.result.dataset.lane = lane;
    sign.setAttribute("href", `#sign-${lane}`);
    parts.lane.textContent = this.#say(`lane_${lane}`);
    parts.waybill.textContent = waybill.slice(0, 48);
    writeCode(codes, segments);
    parts.place.textContent = parts.reason.textContent = parts.address.textContent = "";
    this.#mark([]);
  }

  #mark(marks) {
    parts.marks.replaceChildren(
      ...marks.map(([kind, text]) => {
        const item = document.createElement("li");
        item.dataset.mark = kind;
        item.textContent = text;
        return item;
      }),
    );
  }
}
