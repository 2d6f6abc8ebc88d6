/** Waiting for a condition instead of for a time. */

/** How long to leave between two looks: short beside what a person notices. */
const LOOK_MS = 25;

/**
 * @template T
 * @param {string} what the wait is for, for the message where it never comes
 * @param {number} patience milliseconds
 * @param {() => Promise<T> | T} look gives a true value when it has come
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, patience, look) {
  const deadline = Date.now() + patience;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > deadline) throw new Error(`it never came: ${what}`);
    await new Promise((later) => setTimeout(later, LOOK_MS));
  }
}
