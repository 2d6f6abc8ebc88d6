/** Follows the audio through the sentences, and has the one being spoken highlighted. */
import { fetchTimings, sentenceAt } from './manifest.js';
import { ArticleHighlight } from './highlight.js';

/** @typedef {import('./manifest.js').Manifest} Manifest */
/** @typedef {import('./manifest.js').Timings} Timings */

/**
 * The service plans an article in the background, within seconds. Asking about this often
 * shows exact times soon enough for the next sentence and costs little.
 */
const ASK_AGAIN_MS = 1500;

export class Follower {
  #audio;
  #manifest;
  #highlight;
  #onSentence;
  /** Aborted when the follower stops: ends what it has asked for. */
  #life = new AbortController();
  /** @type {Timings | null} */
  #timings = null;
  #asking = false;
  #current = -1;
  /** @type {number | undefined} */
  #askTimer;
  /** @type {number | undefined} */
  #nextTimer;

  /**
   * @param {HTMLAudioElement} audio
   * @param {Manifest} manifest
   * @param {{ selector: string, onSentence: (index: number) => void,
   *   onUnmatched: (block: number) => void }} options
   */
  constructor(audio, manifest, { selector, onSentence, onUnmatched }) {
    this.#audio = audio;
    this.#manifest = manifest;
    this.#onSentence = onSentence;
    this.#highlight = new ArticleHighlight(selector, onUnmatched);
  }

  /** Seconds, as far as the timings tell. @returns {number | undefined} */
  get duration() {
    return this.#timings?.duration;
  }

  /** Highlights what is spoken at this moment; to be called whenever the position changes. */
  follow() {
    clearTimeout(this.#nextTimer);
    if (!this.#timings) return this.#askUnlessWaiting();
    const { sentences } = this.#timings;
    const begun = sentenceAt(sentences, this.#audio.currentTime);
    this.#show(sentences[begun]?.exact ? begun : -1);
    this.#wakeAt(sentences[begun + 1]?.start);
    if (!this.#timings.exact) this.#askLater();
  }

  stop() {
    this.#life.abort();
    clearTimeout(this.#nextTimer);
    clearTimeout(this.#askTimer);
    this.#highlight.clear();
  }

  /** @param {number} index -1 for none */
  #show(index) {
    const sentence = this.#timings?.sentences[index];
    if (sentence) this.#highlight.show(sentence);
    else this.#highlight.clear();
    if (sentence && index !== this.#current) this.#onSentence(index);
    this.#current = index;
  }

  /**
   * `timeupdate` comes four times a second at best: a timer makes the change of sentence exact.
   * @param {number | undefined} start
   */
  #wakeAt(start) {
    if (start === undefined || this.#audio.paused) return;
    const wait = ((start - this.#audio.currentTime) * 1000) / this.#audio.playbackRate;
    this.#nextTimer = window.setTimeout(() => this.follow(), Math.max(20, wait));
  }

  #askUnlessWaiting() {
    if (!this.#askTimer) this.#ask();
  }

  async #ask() {
    if (this.#asking) return;
    this.#asking = true;
    try {
      this.#take(await fetchTimings(this.#manifest, this.#life.signal));
    } catch {
      // Without timings there is no highlight; the sound goes on, and we ask again.
      this.#askLater();
    } finally {
      this.#asking = false;
    }
  }

  /** @param {Timings} timings */
  #take(timings) {
    if (this.#life.signal.aborted) return;
    const first = !this.#timings;
    this.#timings = timings;
    // Later answers tell other times for the same text.
    if (first) this.#highlight.load(timings.blocks);
    this.follow();
  }

  #askLater() {
    if (this.#askTimer || this.#life.signal.aborted || this.#audio.paused) return;
    this.#askTimer = window.setTimeout(() => {
      this.#askTimer = undefined;
      this.#ask();
    }, ASK_AGAIN_MS);
  }
}
