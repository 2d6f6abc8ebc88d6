/** Addresses in the page. */

/** @param {string} address @returns {string} */
export function absolute(address) {
  return new URL(address, document.baseURI).href;
}

/** @param {Element} host @returns {HTMLAnchorElement | null} to the sound; the page's own button may be a link too */
export function linkIn(host) {
  return host.querySelector('a:not([slot])');
}

/** @returns {string} */
export function pageAddress() {
  const canonical = /** @type {HTMLLinkElement | null} */ (
    document.querySelector('link[rel~="canonical"]')
  );
  return canonical?.href || location.href;
}
