/** What the reader's browser remembers for this page's origin; where it may not, the page does. */

const PREFIX = 'aloud:';

/** What could not be kept for longer. @type {Map<string, unknown>} */
const unkept = new Map();

/** @param {string} name @returns {any} null where nothing is remembered */
export function recall(name) {
  try {
    return unkept.get(name) ?? JSON.parse(localStorage.getItem(PREFIX + name) ?? 'null');
  } catch {
    return null; // forbidden, or written by somebody else
  }
}

/** @param {string} name @param {unknown} value */
export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
    unkept.delete(name);
  } catch {
    unkept.set(name, value); // forbidden or full
  }
}
