/** What is loaded on demand, and asked for again where that failed. */

/** How often a part could not be loaded. @type {Record<string, number>} */
const failures = {};

/**
 * A browser remembers of an address that nothing could be loaded from it: the next try is under another
 * one. Not so where the page says which bytes it takes of an address: it says nothing of another.
 * @param {string} part
 * @param {(query: string) => Promise<{ default: any }>} ask for it, with `query` behind its address
 * @returns {Promise<any>} null where it is out of reach now
 */
export async function load(part, ask) {
  const failed = failures[part] ?? 0;
  try {
    return (await ask(failed ? `?${failed}` : '')).default;
  } catch {
    if (!document.querySelector('[type=importmap]')) failures[part] = failed + 1;
    return null;
  }
}
