// Loading a manifest, and the days that are kept.

import { ask, post } from "/scripts/station/asking.js";

const LOAD_MS = 300_000;
const AGAIN_S = 10;
const WHY = {
  0: "unreachable",
  401: "signed_out",
  403: "forbidden",
  409: "wrong_day",
  413: "too_large",
  429: "too_often",
  503: "overloaded",
};
const dialog = document.getElementById("manifest");
const form = document.getElementById("load");
const loaded = document.getElementById("loaded");
const days = document.getElementById("days");
const opener = document.getElementById("open-manifest");

export class Manifest {
  /** How many parcels the manifest of today has; null while nobody has told. */
  today = null;
  #say;
  #lang;
  #changed;

  constructor(say, lang, changed) {
    this.#say = say;
    this.#lang = lang;
    this.#changed = changed;
    form.addEventListener("submit", (event) => this.#load(event));
    opener.addEventListener("click", () => {
      dialog.showModal();
      this.refresh();
    });
  }

  /** Ask how far today's manifest is. */
  async refresh() {
    const answer = await ask("/v1/manifests");
    if (answer.status !== 200) return;
    const { today } = answer.body;
    form.day.value ||= today;
    const now = answer.body.days.find((one) => one.day === today);
    this.today = now?.parcels ?? 0;
    opener.textContent = now ? this.#say("manifest_today", now) : this.#say("manifest_none");
    opener.dataset.state = now ? "there" : "none";
    days.replaceChildren(...answer.body.days.map((one) => this.#day(one)));
    this.#changed();
  }

  async #load(event) {
    event.preventDefault();
    const button = form.querySelector("button");
    const body = new FormData(form);
    body.set("lang", this.#lang);
    if (!body.get("day")) body.delete("day");
    button.disabled = true;
    this.#tell("notice", this.#say("manifest_loading"));
    const answer = await ask("/v1/manifests", { method: "POST", body }, LOAD_MS);
    button.disabled = false;
    if (answer.status === 200) this.#done(answer.body);
    else this.#tell("notice notice--bad", this.#why(answer));
    await this.refresh();
  }

  /** Say why a file was not loaded. What is wrong with the file itself the service says in the reader's language. */
  #why({ status, faults: [fault], wait }) {
    if (status === 422 && fault) return this.#say("manifest_failed", { why: fault.message });
    return this.#say(`manifest_${WHY[status] ?? "trouble"}`, { seconds: wait || AGAIN_S });
  }

  #done(found) {
    const lines = [element("p", "", this.#say("manifest_done", found))];
    const lanes = Object.entries(found.lanes).map(([lane, count]) => `${this.#say(`lane_${lane}`)} ${count}`);
    if (lanes.length) lines.push(element("p", "", lanes.join(" · ")));
    const columns = found.columns.map(({ role, name }) => `${this.#role(role)} ← ${name}`);
    if (columns.length) lines.push(element("p", "soft", `${this.#say("manifest_columns")} ${columns.join(", ")}`));
    if (found.left_out) lines.push(element("p", "", this.#say("manifest_left_out", { n: found.left_out })), this.#left(found));
    this.#tell(found.parcels ? "notice notice--good" : "notice notice--ask", ...lines);
    form.file.value = "";
  }

  #role(role) {
    const known = this.#say(`role_${role}`);
    return known === `role_${role}` ? role : known;
  }

  #left(found) {
    const list = element("ul", "left-out", "");
    for (const { row, code } of found.unusable) {
      list.append(element("li", "", this.#say("manifest_row", { row, why: this.#say(`why_${code}`) })));
    }
    if (found.left_out > found.unusable.length) list.append(element("li", "", this.#say("manifest_more")));
    return list;
  }

  #tell(kind, ...what) {
    const notice = element("div", kind, "");
    notice.append(...what);
    loaded.replaceChildren(notice);
  }

  #day(one) {
    const row = element("tr", "", "");
    row.append(element("td", "", one.day), ...[one.parcels, one.scanned, one.by_hand].map((n) => element("td", "number", n)));
    const button = element("button", "link", this.#say("manifest_delete"));
    button.type = "button";
    button.addEventListener("click", () => this.#delete(button, one.day));
    const cell = element("td", "", "");
    cell.append(button);
    row.append(cell);
    return row;
  }

  async #delete(button, day) {
    if (!button.dataset.sure) {
      button.dataset.sure = "yes";
      button.textContent = this.#say("manifest_delete_sure");
      return;
    }
    await post("/v1/manifests/remove", { day });
    await this.refresh();
  }
}

function element(tag, kind, text) {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  made.textContent = text;
  return made;
}
