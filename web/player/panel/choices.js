/** How the page goes along: choices that hold for every article. */
import { element } from '../elements.js';
import { recall, remember } from '../memory.js';
import { checkbox } from './field.js';

export class Choices {
  box = element('div', { class: 'wide' });

  /** @param {import('../listen-to-article.js').Kit} kit */
  constructor({ language }) {
    const follows = recall('follow') !== false;
    const points = recall('point') === true;
    this.box.append(
      checkbox(language.say('follow'), follows, (checked) => remember('follow', checked)),
      checkbox(language.say('point'), points, (checked) => remember('point', checked)),
    );
  }
}
