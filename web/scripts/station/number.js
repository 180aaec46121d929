// What can be told of a scan without a server: whether it is a parcel's number, and by which keys it may be known.
// The server reads scans again, and more of them (addrcheck/service/station/scanned.py); this is enough for a look-up.

const ENGLISH = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~";
const RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюеЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЕ";
const LONGEST = 48;

/** Return a scan without what scanners put around it. */
export function plain(text) {
  // eslint-disable-next-line no-control-regex
  return text.trim().replace(/^\][A-Za-z][0-9m]/, "").replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufeff]/g, " ").trim();
}

/** Return a number as it is compared. */
export function keyOf(number) {
  return number.normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]+/g, "");
}

/** Return the number in a scan, "" where it holds none: a waybill, the code of a Chinese label, a link to a number. */
export function numberIn(text) {
  const scan = plain(text);
  const label = scan.match(/MMM\s*=\s*\{.*['"]?k5['"]?\s*:\s*['"]([^'"]+)['"]/s);
  if (label) return number(label[1]);
  const link = scan.match(/^https?:\/\/[^?#\s]*\/([^/?#\s]+)\/?$/i);
  return number(link ? link[1] : scan);
}

function number(scan) {
  let text = scan.normalize("NFKC");
  if (/^[А-Яа-яЁё]{1,4}\d{6,}[А-Яа-яЁё]{0,3}$/.test(text)) {
    text = text.replace(/[А-Яа-яЁё]/g, (letter) => ENGLISH[RUSSIAN.indexOf(letter)] ?? letter);
  }
  text = text.toUpperCase().replace(/^[\s*]+|[\s*]+$/g, "");
  const fits = /^[0-9A-Z](?:[ ._/-]?[0-9A-Z]){4,49}[\s*._-]*$/.test(text) && text.replace(/\D/g, "").length >= 4;
  return fits && text.length <= LONGEST ? text : "";
}

/** Tell whether a scan is a code that holds more than a text: nobody types these. */
export function isCode(text) {
  return /^(?:[{[]|MMM\s*=|https?:\/\/|BEGIN:VCARD|MECARD:)/i.test(plain(text));
}

/** Tell whether more of a code is still to come: scanners send its line ends as Enter. */
export function isUnfinished(text) {
  const scan = plain(text);
  if (/^BEGIN:VCARD/i.test(scan)) return !/END:VCARD$/i.test(scan);
  return /^\{/.test(scan) && !/\}$/.test(scan) && scan.length < 2000;
}

/** Return the keys that a number may be known by, the likeliest first. */
export function likelyKeys(text) {
  const whole = keyOf(text);
  const keys = [whole, keyOf(text.trim().replace(/-\d{1,4}-\d{1,4}-?$/, ""))];
  for (const cut of [1, 2, 3, 4]) if (whole.length - cut >= 10) keys.push(whole.slice(cut));
  return [...new Set(keys)].filter(Boolean);
}
