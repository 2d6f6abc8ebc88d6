/** A named list of places to go to: a section of the panel. */
import { element, on } from '../elements.js';

/** @typedef {{ text: string, when: string, go: () => void }} Entry */

export class Entries {
  #list = element('ol');

  box;

  /** @param {string} name */
  constructor(name) {
    this.box = element('nav', { class: 'wide', 'aria-label': name }, element('p', { 'aria-hidden': 'true' }, name), this.#list);
  }

  /** @param {Entry[]} entries @param {number} [now] index of the one that is heard */
  show(entries, now) {
    const said = entries.map(({ text, when }) => text + when).join('');
    this.box.hidden = !entries.length;
    // Written anew only when it says something else: focus stays.
    if (said !== this.#list.textContent) this.#list.replaceChildren(...entries.map(item));
    [...this.#list.children].forEach((entry, index) => {
      entry.firstElementChild?.setAttribute('aria-current', String(index === now));
    });
  }
}

/** @param {Entry} entry @returns {HTMLLIElement} */
function item({ text, when, go }) {
  const made = element('button', { class: 'entry' },
    element('span', {}, text), element('span', { class: 'when' }, when));
  on(made, 'click', go);
  return element('li', {}, made);
}
