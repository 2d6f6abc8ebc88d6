/** Back and forward by sentences and paragraphs. */
import { element, entitle, on, small } from '../elements.js';

/** @typedef {import('../languages.js').Word} Word */
/** @typedef {'sentence' | 'block'} Unit */

const ONE = 'M14 5l-6 6 6 6';
const TWO = 'M11 5l-6 6 6 6M18 5l-6 6 6 6';

/** @type {[Word, Unit, 1 | -1, string][]} */
const STEPS = [
  ['previousParagraph', 'block', -1, TWO],
  ['previousSentence', 'sentence', -1, ONE],
  ['nextSentence', 'sentence', 1, ONE],
  ['nextParagraph', 'block', 1, TWO],
];

export class Steps {
  box = element('div', { class: 'steps' });

  /** @param {import('../listen-to-article.js').Kit} kit */
  constructor({ playback, language }) {
    for (const [word, unit, direction, sign] of STEPS) {
      const button = small({}, sign, direction > 0 ? 'mirrored' : '');
      entitle(button, language.say(word));
      on(button, 'click', () => playback.step(unit, direction));
      this.box.append(button);
    }
  }
}
