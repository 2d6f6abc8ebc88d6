/** The articles that are played next, where the page names some. */
import { linksOf, playArticle } from '../reading/playlist.js';
import { Entries } from './entries.js';

export class UpNext {
  #kit;
  #entries;

  /** @param {import('../listen-to-article.js').Kit} kit */
  constructor(kit) {
    this.#kit = kit;
    this.#entries = new Entries(kit.language.say('upNext'));
  }

  get box() {
    return this.#entries.box;
  }

  fill() {
    const { host, playback } = this.#kit;
    this.#entries.show(linksOf(host).map((link) => ({
      text: link.textContent?.trim() ?? '',
      go: () => playArticle(host, playback, link.href),
    })));
  }
}
