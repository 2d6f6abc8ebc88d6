/** Pauses after a while. */
import { element, on } from '../elements.js';
import { about } from '../time.js';
import { field } from './field.js';

/** The first one is never. */
const MINUTES = [0, 5, 10, 15, 30, 45, 60];

export class Sleep {
  #playback;
  #select = element('select', { class: 'choice' });
  /** @type {number | undefined} */
  #timer;

  box;

  /** @param {import('../listen-to-article.js').Kit} kit */
  constructor({ playback, language }) {
    this.#playback = playback;
    for (const minutes of MINUTES) {
      const name = minutes ? about(minutes * 60, language.tag) : language.say('sleepOff');
      this.#select.append(element('option', { value: String(minutes) }, name));
    }
    this.box = field(language.say('sleep'), this.#select);
    on(this.#select, 'change', () => this.#set(Number(this.#select.value)));
  }

  /** @param {number} minutes 0 for never */
  #set(minutes) {
    clearTimeout(this.#timer);
    if (!minutes) return;
    this.#timer = window.setTimeout(() => {
      this.#playback.pause();
      this.#select.value = '0';
    }, minutes * 60_000);
  }
}
