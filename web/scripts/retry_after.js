// How long a server wants to be left alone.

const LONGEST_S = 120;

/** Return the seconds that Retry-After asks for, as a number or a date; `otherwise` where it says nothing. Nobody waits for hours. */
export function retryAfter(response, otherwise) {
  const told = response.headers.get("Retry-After")?.trim();
  const seconds = told && (/^\d+$/.test(told) ? Number(told) : Math.ceil((Date.parse(told) - Date.now()) / 1000));
  return seconds > 0 ? Math.min(seconds, LONGEST_S) : otherwise;
}
