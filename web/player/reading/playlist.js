/** Goes on with the next articles that the page names. */

/** @typedef {import('../listen-to-article.js').Kit} Kit */

/** Behind the last link to this article: a page may have several. @param {Kit} kit */
export function playNext(kit) {
  const links = linksOf(kit);
  const now = links.findLastIndex(({ href }) => href.split('#')[0] === kit.playback.page);
  const next = links[now + 1];
  if (next) playArticle(kit, next.href);
}

/** @param {Kit} kit @param {string} address of an article that the service is asked for */
export function playArticle({ host, playback }, address) {
  host.removeAttribute('manifest'); // it is of the article before
  host.setAttribute('src', address);
  playback.play();
}

/** @param {Kit} kit @returns {HTMLAnchorElement[]} */
export function linksOf({ host }) {
  const playlist = host.getAttribute('playlist');
  try {
    const found = playlist ? [...document.querySelectorAll(playlist)] : [];
    // A card often has a link around its picture too.
    return found.filter((it) => it instanceof HTMLAnchorElement).filter((it) => it.text.trim());
  } catch {
    return []; // no selector
  }
}
