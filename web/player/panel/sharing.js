/** The sound to take along, and a link to this moment. */
import { element, on } from '../elements.js';
import { clock } from '../time.js';

export class Sharing {
  #kit;
  #download;
  #status = element('span', { role: 'status', class: 'told' });

  box = element('div', { class: 'wide actions' });

  /** @param {import('../listen-to-article.js').Kit} kit */
  constructor(kit) {
    this.#kit = kit;
    const { language } = kit;
    this.#download = element('a', { class: 'action', download: '' }, language.say('download'));
    const share = element('button', { class: 'action' }, language.say('share'));
    on(share, 'click', () => this.#share());
    this.box.append(share, this.#download, this.#status);
  }

  fill() {
    const audio = this.#kit.playback.article.manifest?.audio;
    this.#download.hidden = !audio;
    if (!audio) return;
    const address = new URL(audio);
    address.searchParams.set('download', '1');
    this.#download.href = address.href;
  }

  async #share() {
    const { host, language, playback } = this.#kit;
    const address = new URL(host.hasAttribute('src') ? playback.page : location.href);
    address.hash = `listen=${clock(host.currentTime)}`;
    try {
      await navigator.clipboard.writeText(address.href);
      this.#status.textContent = language.say('copied');
    } catch {
      // Without leave to copy it is shown, to be copied by hand.
      this.#status.textContent = address.href;
    }
  }
}
