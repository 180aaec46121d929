// Opens the station screen where the server is away: the page, its styles and scripts, as they came last. No answers are kept.

const CACHE = "addrcheck-station";
const PATIENCE_MS = 3_000;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  if (!event.data?.keep) return;
  event.waitUntil(caches.open(CACHE).then((cache) => Promise.allSettled(event.data.keep.map((path) => cache.add(path)))));
});

addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  const ours = pathname === "/station" || /^\/(scripts|styles)\//.test(pathname);
  if (event.request.method === "GET" && origin === location.origin && ours) event.respondWith(answer(event.request, pathname));
});

/** Ask the server; where it is away or slow, give what is kept. */
async function answer(request, pathname) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) await cache.put(pathname, response.clone());
    else if (response.status === 401 || response.status === 403) await cache.delete(pathname);
    return response;
  } catch {
    return (await cache.match(pathname, { ignoreVary: true })) ?? Response.error();
  }
}
