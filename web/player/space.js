/** Text as it is compared: the page and the service may wrap and indent it in other ways. */

/** @param {string} text @returns {string} */
export function withoutSpace(text) {
  return text.replace(/\s+/g, '');
}
