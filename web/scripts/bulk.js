/* The page that cleans files: drop a file, watch a job, read times as one's own. Without this, the forms do the same and times are UTC. */
import { retryAfter } from "/scripts/retry_after.js";

const ENDED = new Set([401, 403, 404, 410]);
const AGAIN_S = 1;
const form = document.getElementById("upload");
const live = document.getElementById("live");

if (form) {
  const input = form.elements.file;
  const drop = form.querySelector(".drop");
  const tooLarge = document.getElementById("too-large");
  const fits = () => {
    const large = input.files.length > 0 && input.files[0].size > Number(form.dataset.most);
    tooLarge.hidden = !large;
    return !large;
  };
  const over = (on) => (event) => { event.preventDefault(); drop.classList.toggle("over", on); };
  input.addEventListener("change", fits);
  drop.addEventListener("dragover", over(true));
  drop.addEventListener("dragleave", over(false));
  drop.addEventListener("drop", (event) => {
    over(false)(event);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    if (fits()) form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    if (!fits()) { event.preventDefault(); return; }
    const sending = document.getElementById("sending");
    sending.textContent = sending.dataset.text;
    form.querySelector("button").disabled = true;
  });
  window.addEventListener("pageshow", () => { form.querySelector("button").disabled = false; });
}

for (const moment of document.querySelectorAll("time[datetime]")) {
  moment.title = moment.textContent;
  moment.textContent = new Date(moment.dateTime).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
}

/** See how the job stands; what a proxy says in between, such as 502, is waited out. */
async function look() {
  let wait = AGAIN_S;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = answer.ok ? page.getElementById("live") : null;
    if (ENDED.has(answer.status) || (fresh && fresh.dataset.state !== live.dataset.state)) { location.reload(); return; }
    if (!answer.ok) wait = retryAfter(answer, AGAIN_S);
    if (fresh) for (const part of ["progress", "[role=status]"]) {
      const [old, now] = [live.querySelector(part), fresh.querySelector(part)];
      if (old && now && !old.isEqualNode(now)) old.replaceWith(document.importNode(now, true));
    }
  } catch { /* the service is away; it is asked again */ }
  setTimeout(look, wait * 1000);
}
if (live && "busy" in live.dataset) setTimeout(look, 700);
