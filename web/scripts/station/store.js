// What this screen keeps in the browser (IndexedDB): scans until they are sent and for the shift's counters, the day's codes.
// Of a scan: its number, its time, where it went. An address only until it is sent, and only where a person or a code gave it.

const NAME = "addrcheck-station";
const SCANS = "scans";
const KEPT = "kept";

export class Store {
  #database;

  /** Open the store; null where the browser keeps nothing. */
  static async open() {
    try {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(SCANS, { keyPath: "id" });
        request.result.createObjectStore(KEPT);
      };
      const store = new Store();
      store.#database = await done(request);
      return store;
    } catch {
      return null;
    }
  }

  scans() {
    return this.#ask(SCANS, "readonly", (table) => table.getAll());
  }

  keep(scan) {
    return this.#ask(SCANS, "readwrite", (table) => table.put(scan));
  }

  drop(id) {
    return this.#ask(SCANS, "readwrite", (table) => table.delete(id));
  }

  get(key) {
    return this.#ask(KEPT, "readonly", (table) => table.get(key));
  }

  set(key, value) {
    return this.#ask(KEPT, "readwrite", (table) => table.put(value, key));
  }

  #ask(name, mode, what) {
    return done(what(this.#database.transaction(name, mode).objectStore(name)));
  }
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
