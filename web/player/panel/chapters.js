/** The article's headings, and what is heard from each of them on. */
import { clock, lastBegun } from '../time.js';
import { Entries } from './entries.js';

/** @typedef {import('../manifest.js').Timings} Timings */

export class Chapters {
  #playback;
  #entries;

  /** @param {import('../listen-to-article.js').Kit} kit */
  constructor({ playback, language }) {
    this.#playback = playback;
    this.#entries = new Entries(language.say('chapters'));
  }

  get box() {
    return this.#entries.box;
  }

  fill() {
    const { timings, audio } = this.#playback;
    const chapters = timings ? chaptersOf(timings) : [];
    const entries = chapters.map(({ text, start }) => ({
      text, when: clock(start), go: () => this.#playback.seek(start),
    }));
    this.#entries.show(entries, lastBegun(chapters, audio.currentTime));
  }
}

/** @param {Timings} timings @returns {{ start: number, text: string }[]} */
function chaptersOf({ blocks, sentences }) {
  const first = sentences.filter(({ block }, index) => block !== sentences[index - 1]?.block);
  const heads = first.filter(({ block }) => blocks[block].kind === 'heading');
  return heads.map(({ block, start }) => ({ text: blocks[block].text, start }));
}
