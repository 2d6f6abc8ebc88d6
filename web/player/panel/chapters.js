/** The article's headings, and what is heard from each of them on. */
import { clock, firstOfEach, lastBegun } from '../time.js';
import { Entries } from './entries.js';

/** @typedef {import('../manifest.js').Timings} Timings */

export class Chapters extends Entries {
  #playback;

  /** @param {import('../listen-to-article.js').Kit} kit */
  constructor({ playback, language }) {
    super(language.say('chapters'));
    this.#playback = playback;
  }

  fill() {
    const { timings, audio } = this.#playback;
    const chapters = timings ? chaptersOf(timings) : [];
    const entries = chapters.map(({ text, start }) => ({
      text, when: clock(start), go: () => this.#playback.seek(start),
    }));
    this.show(entries, lastBegun(chapters, audio.currentTime));
  }
}

/** @param {Timings} timings @returns {{ start: number, text: string }[]} */
function chaptersOf({ blocks, sentences }) {
  const heads = firstOfEach(sentences).filter(({ block }) => blocks[block].kind === 'heading');
  return heads.map(({ block, start }) => ({ text: blocks[block].text, start }));
}
