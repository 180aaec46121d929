// Checks without leaving the page. Without this script the same form is sent and answered by the same server: the
// answer is made there, once, for both.

import { retryAfter } from "/scripts/retry_after.js";

const TIMEOUT_MS = 15_000;
const AGAIN_S = 10;
const form = document.getElementById("ask");
const text = document.getElementById("text");
const completions = text.closest("addrcheck-field");
const answer = document.getElementById("answer");
const trouble = document.getElementById("trouble");
const said = document.getElementById("said");
const title = document.title.split(" · ").slice(-2).join(" · ");
let asking = null;

/** Ask for the answer to what the form holds; an answer to an earlier question is dropped. */
async function ask() {
  asking?.abort();
  completions.suggestions?.close();
  const own = (asking = new AbortController());
  const timer = setTimeout(() => own.abort(), TIMEOUT_MS);
  form.setAttribute("aria-busy", "true");
  try {
    const response = await fetch("/", {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "X-Fragment": "answer", Accept: "text/html" },
      signal: own.signal,
    });
    const page = await response.text();
    if (own !== asking) return;
    if (response.headers.get("X-Fragment") === "answer") show(page);
    else tell(response);
  } catch {
    if (own === asking) tell(null);
  } finally {
    clearTimeout(timer);
    if (own === asking) form.removeAttribute("aria-busy");
  }
}

/** Tell why there is no answer: too much was asked, something broke, or the service was not reached (others may say 200 for it). */
function tell(response) {
  const kind = !response || response.ok ? "offline" : response.status === 429 ? "wait" : "broken";
  const seconds = response && retryAfter(response, AGAIN_S);
  trouble.querySelector("span").textContent = trouble.dataset[kind].replace("{seconds}", seconds);
  trouble.hidden = false;
}

/** Put an answer in its place; scripts in it would not run, and there are none. */
function show(page) {
  trouble.hidden = true;
  const made = new DOMParser().parseFromString(page, "text/html");
  answer.replaceChildren(...made.body.childNodes);
  offerCopies();
  document.getElementById("examples").open = false;
  const verdict = answer.querySelector("[data-said]");
  said.textContent = verdict?.dataset.said ?? "";
  document.title = [answer.querySelector(".verdict__line")?.textContent, title].filter(Boolean).join(" · ");
  if (verdict && verdict.getBoundingClientRect().bottom > innerHeight) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    answer.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  }
}

/** Show the buttons that copy; they do nothing without a script. */
function offerCopies() {
  for (const button of answer.querySelectorAll("[data-copy]")) button.hidden = false;
}

/** Put a text on the clipboard, in a local network without TLS too, where pages have no clipboard. */
async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent);
  } catch {
    getSelection().selectAllChildren(source);
    document.execCommand("copy");
    getSelection().removeAllRanges();
  }
  const label = button.firstElementChild;
  const before = label.textContent;
  if (before === button.dataset.done) return;
  said.textContent = label.textContent = button.dataset.done;
  setTimeout(() => (label.textContent = before), 1600);
}

form.addEventListener("submit", (event) => {
  const by = event.submitter;
  if (by?.hasAttribute("formaction")) return; // another language: the page comes anew
  event.preventDefault();
  if (by?.name === "instead") text.value = by.value;
  ask();
});

text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  if (text.hasAttribute("aria-activedescendant")) return; // a completion is chosen
  event.preventDefault();
  form.requestSubmit();
});

// What is pasted into the empty field is checked at once.
text.addEventListener("paste", () => {
  if (text.value.trim() === "") setTimeout(() => form.requestSubmit());
});

answer.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});

document.getElementById("clear").addEventListener("click", () => {
  asking?.abort();
  asking = null;
  form.removeAttribute("aria-busy");
  text.value = "";
  answer.replaceChildren();
  trouble.hidden = true;
  said.textContent = "";
  document.title = title;
  text.focus();
});

document.getElementById("clear").hidden = false;
document.getElementById("keys").hidden = false;
offerCopies();
