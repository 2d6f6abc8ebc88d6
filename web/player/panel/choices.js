/** How the page goes along: choices that hold for every article. */
import { element, on } from '../elements.js';
import { recall, remember } from '../memory.js';

export class Choices {
  box = element('div', { class: 'wide' });

  /** @param {import('../listen-to-article.js').Kit} kit */
  constructor({ language }) {
    const choice = (/** @type {'follow' | 'point'} */ name, /** @type {boolean} */ usual) => {
      const box = element('input', { type: 'checkbox' });
      box.checked = recall(name) ?? usual;
      on(box, 'change', () => remember(name, box.checked));
      return element('label', { class: 'check' }, box, element('span', {}, language.say(name)));
    };
    this.box.append(choice('follow', true), choice('point', false));
  }
}
