// Sends scans, the oldest first, one request at a time, so that no answer meets another parcel. What cannot be sent is kept
// and sent later; the number of a scan is made here, so that it counts once however often it is sent. A scan on which the
// service breaks (500) is put aside and tried again later by itself; two of them in a row are no fault of theirs.

import { post } from "/scripts/station/asking.js";

const MOST = 50;
const WAITS_S = [0.5, 1, 2, 4, 8];
const STATES = { 0: "offline", 401: "signed_out" };
const BROKEN = 500;
const ASIDE_S = 8;

export class Outbox {
  /** "online"; or why nothing can be sent now: "offline", "signed_out", "trouble" (somebody answers, but takes no scans). */
  state = "online";
  #entries = new Map();
  #aside = new Set();
  #broke = null;
  #store;
  #about;
  #heard;
  #changed;
  #busy = false;
  #most = MOST;
  #failures = 0;
  #timer = 0;

  /** `about` returns station, operator and language; `heard` gets (entry, result, answer, fresh), `changed` the state. */
  constructor(store, about, heard, changed) {
    this.#store = store;
    this.#about = about;
    this.#heard = heard;
    this.#changed = changed;
    addEventListener("online", () => this.#soon(0));
  }

  /** Take in what an earlier page left unsent. */
  resume(entries) {
    for (const entry of entries) if (entry.dirty) this.#entries.set(entry.id, entry);
    this.#soon(0);
  }

  get waiting() {
    return this.#entries.size;
  }

  /** Keep an entry and send it; also one that was changed. */
  put(entry) {
    this.#aside.delete(entry.id);
    entry.dirty = true;
    entry.revision = (entry.revision ?? 0) + 1;
    this.#entries.set(entry.id, entry);
    this.keep(entry);
    if (this.state === "online") this.#send();
  }

  /** Keep what is known of an entry, without sending it. */
  keep(entry) {
    this.#store?.keep(entry).catch(() => {});
  }

  #soon(seconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(true), seconds * 1000);
  }

  /** Send until nothing is left or nothing can be sent now; nobody else sends meanwhile. `due`: also what is aside. */
  async #send(due = false) {
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (await this.#step(due));
    } finally {
      this.#busy = false;
    }
    if (this.#aside.size && this.state === "online") this.#soon(ASIDE_S);
  }

  /** Send the oldest, few after a failure, and return whether the next may follow at once. */
  async #step(due) {
    const all = [...this.#entries.values()];
    const sound = all.filter((entry) => !this.#aside.has(entry.id));
    const some = sound.length || !due ? sound.slice(0, this.#most) : all.slice(0, 1);
    if (!some.length) return false;
    const revisions = some.map((entry) => entry.revision);
    const answer = await post("/v1/scans", { scans: some.map(told), ...this.#about() });
    const refused = refusedOf(answer);
    if (answer.status === 200 && answer.body.results?.length === some.length) {
      some.forEach((entry, i) => this.#settle(entry, revisions[i], answer.body.results[i], answer.body));
      this.#most = Math.min(MOST, this.#most * 2);
    } else if (refused in some) {
      this.#settle(some[refused], revisions[refused], { found: null, lane: "unknown", waybill: "", error: {} }, null);
    } else return this.#failed(answer, some);
    this.#failures = 0;
    this.#broke = null;
    this.#become("online");
    return true;
  }

  /** Take in what became of an entry; one that was changed since it was sent is sent again. */
  #settle(entry, revision, result, answer) {
    const current = entry.revision === revision;
    if (current) {
      entry.dirty = false;
      entry.text = result.waybill || entry.text.slice(0, 48);
      delete entry.address;
      this.#entries.delete(entry.id);
      this.#aside.delete(entry.id);
    }
    this.#heard(entry, result, answer, current);
    this.keep(entry);
  }

  /** Keep everything, tell why, and try again later; return whether the next may follow at once. */
  #failed(answer, some) {
    if (answer.status === BROKEN && this.#parted(some)) return this.#aside.size < this.#entries.size;
    this.#aside.clear();
    this.#most = 1;
    this.#become(STATES[answer.status] ?? "trouble");
    this.#soon(answer.wait || WAITS_S[Math.min(this.#failures++, WAITS_S.length - 1)]);
    return false;
  }

  /** Look for the one scan on which the service breaks, and put it aside; return false where it breaks on two in a row. */
  #parted(some) {
    this.#most = 1;
    if (some.length > 1) return true;
    const [entry] = some;
    this.#entries.delete(entry.id);
    this.#entries.set(entry.id, entry); // behind the others
    const another = this.#broke !== null && this.#broke !== entry.id;
    this.#broke = another ? null : entry.id;
    if (!another) this.#aside.add(entry.id);
    return !another;
  }

  #become(state) {
    this.state = state;
    this.#changed();
  }
}

function told({ id, text, at, address, hand, undone }) {
  return { id, text: whole(text), at, address: whole(address ?? ""), hand: hand ?? null, undone: undone ?? null };
}

/** Return a text without halves of characters, which no JSON may hold. */
function whole(text) {
  return text.toWellFormed?.() ?? text;
}

/** Return which scan the service itself refuses, by its place; -1 where it names none, as when a proxy answers in its stead. */
function refusedOf({ status, faults }) {
  const named = status === 400 && faults.map(({ param }) => /^scans\[(\d+)\]/.exec(param ?? "")).find(Boolean);
  return named ? Number(named[1]) : -1;
}
