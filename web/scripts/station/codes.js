// The sorting codes of the day's parcels, so that scans still say where a parcel goes when the server is away. Numbers and
// codes alone: no address, nobody's name.

import { ask } from "/scripts/station/asking.js";
import { likelyKeys } from "/scripts/station/number.js";

const OLDEST_MS = 3 * 86_400_000;
const QUIET_MS = 2_000;

export class Codes {
  #store;
  #kept = { day: "", tag: "", codes: {} };
  #busy = false;

  constructor(store) {
    this.#store = store;
  }

  /** Take in what is kept; what is too old is forgotten. */
  async open() {
    const kept = await this.#store?.get("codes").catch(() => null);
    if (kept && Date.now() - Date.parse(kept.day) < OLDEST_MS) this.#kept = kept;
    else await this.#store?.set("codes", this.#kept).catch(() => {});
  }

  get size() {
    return Object.keys(this.#kept.codes).length;
  }

  /** Return lane, code and segments of a number; null where it is not known. */
  find(number) {
    const key = likelyKeys(number).find((one) => Object.hasOwn(this.#kept.codes, one));
    if (!key) return null;
    const [lane, code, ...segments] = this.#kept.codes[key];
    return { lane, code, segments };
  }

  /** Fetch the codes anew where the server says that they have changed. */
  async refresh(day, tag) {
    if (this.#busy || (this.#kept.day === day && this.#kept.tag === tag)) return;
    this.#busy = true;
    const codes = {};
    let after = "";
    let answer;
    do {
      answer = await ask(`/v1/manifests/codes?after=${encodeURIComponent(after)}`, {}, 30_000);
      if (answer.status !== 200) break;
      Object.assign(codes, answer.body.codes);
      after = answer.body.next;
    } while (after);
    if (answer.status === 200) {
      this.#kept = { day: answer.body.day, tag: answer.body.tag, codes };
      await this.#store?.set("codes", this.#kept).catch(() => {});
    }
    setTimeout(() => (this.#busy = false), QUIET_MS);
  }
}
