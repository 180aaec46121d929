// The one field: it takes what a scanner or a hand types, whatever has the focus, and hands over one text at a time.

import { isUnfinished } from "/scripts/station/number.js";

const FAST_MS = 60;
const LEAST_FAST = 6;

export class Field {
  #input;
  #take;
  #before = "";
  #last = 0;
  #fast = 0;
  #endComposition = false;

  /** Take over `input`; `take` gets each text that ended with Enter, or with a scanner's Tab. */
  constructor(input, take) {
    this.#input = input;
    this.#take = take;
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("compositionend", () => this.#composed());
    input.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    document.addEventListener("keydown", (event) => this.#elsewhere(event), true);
    document.addEventListener("pointerup", () => setTimeout(() => this.#return()));
    addEventListener("focus", () => this.#return());
    this.#return();
  }

  /** Empty the field. */
  clear() {
    this.#input.value = this.#before = "";
  }

  focus() {
    this.#input.focus();
  }

  #key(event) {
    const gap = event.timeStamp - this.#last;
    this.#last = event.timeStamp;
    const scanner = this.#fast >= LEAST_FAST && gap < FAST_MS;
    this.#fast = gap < FAST_MS ? this.#fast + 1 : 1;
    if (event.isComposing || event.keyCode === 229) {
      // An input method is on: its Enter ends the composition, and a scanner presses no second one.
      if (event.code === "Enter" || event.code === "NumpadEnter") this.#endComposition = scanner;
      return;
    }
    if (event.key === "Escape") this.clear();
    const ends = event.key === "Enter" || (event.key === "Tab" && scanner && this.#input.value !== "");
    if (!ends) return;
    event.preventDefault();
    this.#submit();
  }

  #composed() {
    if (!this.#endComposition) return;
    this.#endComposition = false;
    setTimeout(() => this.#submit());
  }

  #submit() {
    const text = this.#before + this.#input.value;
    this.#input.value = "";
    if (isUnfinished(text)) {
      this.#before = `${text}\n`;
      return;
    }
    this.#before = "";
    this.#fast = 0;
    if (text.trim()) this.#take(text.trim());
  }

  /** Lead what is typed on a button or on nothing into the field. */
  #elsewhere(event) {
    const typed = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (typed && this.#isFree()) this.#input.focus();
  }

  #return() {
    if (this.#isFree() && document.activeElement?.tagName !== "BUTTON" && !getSelection()?.toString()) this.#input.focus();
  }

  #isFree() {
    return !document.querySelector("dialog[open]") && document.activeElement !== this.#input;
  }
}
