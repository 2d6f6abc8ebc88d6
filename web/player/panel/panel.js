/** The panel under the bar: what a reader needs once in a while. */
import { adopt, element, on } from '../elements.js';
import { PANEL } from './style.js';
import { Chapters } from './chapters.js';
import { Choices } from './choices.js';
import { Sharing } from './sharing.js';
import { Sleep } from './sleep.js';
import { Steps } from './steps.js';
import { UpNext } from './up-next.js';
import { Voices } from './voices.js';

/** @typedef {import('../listen-to-article.js').Kit} Kit */

export class Panel {
  #kit;
  #panel = element('div', { part: 'panel', id: 'panel' });
  /** @type {{ box: HTMLElement, fill?: () => void }[]} */
  #sections;

  /** @param {Kit} kit */
  constructor(kit) {
    this.#kit = kit;
    const { host, button, controls } = kit;
    adopt(/** @type {ShadowRoot} */ (host.shadowRoot), PANEL);
    this.#sections = [
      new Steps(kit), new Voices(kit), new Sleep(kit), new Choices(kit), new Chapters(kit),
      new UpNext(kit), new Sharing(kit),
    ];
    this.#panel.append(...this.#sections.map((section) => section.box));
    button.bar.append(this.#panel);
    controls.more.setAttribute('aria-controls', 'panel');
    this.#open(false);
    // For good: the panel lives as long as the player.
    on(button.bar, 'keydown', (event) => this.#onKey(event));
    on(host, 'listen-sentence listen-play', () => this.#fill());
  }

  toggle() {
    this.#open(Boolean(this.#panel.hidden));
  }

  /** @param {boolean} open */
  #open(open) {
    this.#panel.hidden = !open;
    this.#kit.controls.more.setAttribute('aria-expanded', String(open));
    this.#fill();
    this.#kit.button.keepFocus(); // before the first press its button is there only with it
  }

  #fill() {
    if (!this.#panel.hidden) for (const section of this.#sections) section.fill?.();
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.key !== 'Escape' || this.#panel.hidden) return;
    this.#kit.controls.more.focus();
    this.#open(false);
  }
}
