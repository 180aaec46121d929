// How the station asks the service, and what comes back: never an exception.

import { retryAfter } from "/scripts/retry_after.js";

const TIMEOUT_MS = 5_000;
const PROBLEM = "application/problem+json";
const AWAY = { status: 0, body: null, faults: [], wait: 0 };

/** Send JSON. */
export function post(path, body) {
  return ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

/**
 * Ask, and return the status, the JSON, the faults that the service itself names (a proxy names none) and the seconds to wait
 * (0: not told). A server that is away, or a stranger who answers "200" without JSON in its place, has the status 0.
 */
export async function ask(path, options = {}, timeout = TIMEOUT_MS) {
  try {
    const response = await fetch(path, { ...options, credentials: "same-origin", signal: AbortSignal.timeout(timeout) });
    const body = await response.json().catch(() => null);
    if (response.ok && body === null) return AWAY;
    const named = response.headers.get("Content-Type")?.startsWith(PROBLEM) && Array.isArray(body?.errors);
    return { status: response.status, body, faults: named ? body.errors : [], wait: retryAfter(response, 0) };
  } catch {
    return AWAY;
  }
}
