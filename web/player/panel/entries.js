/** A named list of places to go to. */
import { element, on } from '../elements.js';

/** @typedef {{ text: string, when?: string, go: () => void }} Entry */

export class Entries {
  #list = element('ol');
  /** What the list says, so that it is written anew only when that changes: focus stays. */
  #written = '';

  box;

  /** @param {string} name */
  constructor(name) {
    this.box = element('nav', { class: 'wide', 'aria-label': name }, element('p', { 'aria-hidden': 'true' }, name), this.#list);
  }

  /** @param {Entry[]} entries @param {number} [now] index of the one that is heard */
  show(entries, now) {
    const written = entries.map(({ text, when }) => text + when).join('\n');
    this.box.hidden = !entries.length;
    if (written !== this.#written) this.#list.replaceChildren(...entries.map(item));
    this.#written = written;
    [...this.#list.children].forEach((entry, index) => {
      entry.firstElementChild?.setAttribute('aria-current', String(index === now));
    });
  }
}

/** @param {Entry} entry @returns {HTMLLIElement} */
function item({ text, when = '', go }) {
  const button = element('button', { type: 'button', class: 'entry' },
    element('span', {}, text), element('span', { class: 'when' }, when));
  on(button, 'click', go);
  return element('li', {}, button);
}
