// What this device remembers of itself: its name, who works here, sound, size of labels.

const NAME = "addrcheck.station";
const fields = Object.fromEntries(["station", "operator", "volume", "size", "silent"].map((name) => [name, document.getElementById(`set-${name}`)]));

export class Settings {
  station = "";
  operator = "";
  volume = "70";
  size = "76x130";
  muted = false;
  silent = false; // no on-screen keyboard

  /** Read what is remembered; `changed` hears of every change. */
  constructor(changed) {
    try {
      Object.assign(this, JSON.parse(localStorage.getItem(NAME) ?? "{}"));
    } catch {
      // Nothing is remembered where a browser keeps nothing.
    }
    for (const [name, field] of Object.entries(fields)) {
      const holds = field.type === "checkbox" ? "checked" : "value";
      field[holds] = this[name];
      field.addEventListener("input", () => {
        this[name] = field[holds];
        this.keep();
        changed();
      });
    }
  }

  keep() {
    try {
      localStorage.setItem(NAME, JSON.stringify(this));
    } catch {
      // As above.
    }
  }
}
