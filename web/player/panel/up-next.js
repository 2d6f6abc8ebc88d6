/** The articles that are played next, where the page names some. */
import { linksOf, playArticle } from '../reading/playlist.js';
import { Entries } from './entries.js';

export class UpNext extends Entries {
  #kit;

  /** @param {import('../listen-to-article.js').Kit} kit */
  constructor(kit) {
    super(kit.language.say('upNext'));
    this.#kit = kit;
  }

  fill() {
    this.show(linksOf(this.#kit).map((link) => ({
      text: link.textContent?.trim() ?? '', when: '', go: () => playArticle(this.#kit, link.href),
    })));
  }
}
