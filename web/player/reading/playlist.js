/** Goes on with the next articles that the page names. */
import { on } from '../elements.js';

export class Playlist {
  #host;
  #playback;

  /** @param {import('../listen-to-article.js').Kit} kit */
  constructor({ host, playback }) {
    this.#host = host;
    this.#playback = playback;
  }

  /** @param {AbortSignal} signal */
  enter(signal) {
    on(this.#host, 'listen-ended', () => this.#next(), signal);
  }

  #next() {
    const links = linksOf(this.#host);
    const now = links.findIndex(({ href }) => href.split('#')[0] === this.#playback.address);
    const next = links[now + 1];
    if (next) playArticle(this.#host, this.#playback, next.href);
  }
}

/**
 * @param {import('../listen-to-article.js').ListenToArticle} host
 * @param {import('../playback.js').Playback} playback
 * @param {string} address of an article that the service is asked for
 */
export function playArticle(host, playback, address) {
  host.removeAttribute('manifest'); // it is of the article before
  host.setAttribute('src', address);
  playback.play();
}

/** @param {import('../listen-to-article.js').ListenToArticle} host @returns {HTMLAnchorElement[]} */
export function linksOf(host) {
  const playlist = host.getAttribute('playlist');
  const found = playlist ? [...document.querySelectorAll(playlist)] : [];
  return found.filter((it) => it instanceof HTMLAnchorElement);
}
