/** Follows the audio through the article, and has what is being spoken highlighted. */
import { lastBegun } from '../time.js';
import { ArticleHighlight } from './highlight.js';

/**
 * The service plans an article in the background, within seconds. Asking about this often
 * shows exact times soon enough for the next sentence and costs little.
 */
const ASK_AGAIN_MS = 1500;
/** After a failure the next wait is that much longer: what is not there is asked for ever less. */
const LATER = 1.5;

/** A timer that is late by less than this is not seen; one that is early has to wait once more. */
const SOONEST_MS = 8;

export class Follower {
  #playback;
  /** Aborted when the follower stops: ends what it has asked for. */
  #life = new AbortController();
  #asking = false;
  /** Questions in a row that came to nothing. */
  #failures = 0;
  /** Whether the page has been looked through. */
  #found = false;
  #current = -1;
  /** @type {number | undefined} */
  #askTimer;
  /** @type {number | undefined} */
  #nextTimer;

  /** @type {ArticleHighlight} */
  highlight;

  /** @param {import('../playback.js').Playback} playback whose manifest is known */
  constructor(playback) {
    this.#playback = playback;
    this.highlight = new ArticleHighlight(playback);
  }

  /** Highlights what is spoken at this moment; to be called whenever the position changes. */
  follow() {
    clearTimeout(this.#nextTimer);
    const { timings, audio } = this.#playback;
    if (!timings) return this.#ask();
    if (!this.#found) this.highlight.load(timings.blocks);
    this.#found = true;
    const { sentences } = timings;
    const begun = lastBegun(sentences, audio.currentTime);
    const words = sentences[begun]?.words ?? [];
    const word = lastBegun(words, audio.currentTime);
    this.#show(sentences[begun]?.exact ? begun : -1, word);
    this.#wakeAt(words[word + 1]?.start ?? sentences[begun + 1]?.start);
    if (!timings.exact) this.#askLater();
  }

  /** Nothing is spoken any more; what is known is kept. */
  rest() {
    clearTimeout(this.#nextTimer);
    this.#show(-1, -1);
  }

  stop() {
    this.#life.abort();
    clearTimeout(this.#nextTimer);
    clearTimeout(this.#askTimer);
    this.highlight.clear();
  }

  /** @param {number} index -1 for none @param {number} word -1 for none */
  #show(index, word) {
    const sentence = this.#playback.timings?.sentences[index];
    if (sentence) this.highlight.show(sentence, sentence.words?.[word]);
    else this.highlight.clear();
    if (sentence && index !== this.#current) this.#playback.tell('listen-sentence', { index });
    this.#current = index;
  }

  /**
   * `timeupdate` comes four times a second at best: a timer makes each change exact.
   * @param {number | undefined} start
   */
  #wakeAt(start) {
    const { audio } = this.#playback;
    if (start === undefined || audio.paused) return;
    const wait = ((start - audio.currentTime) * 1000) / audio.playbackRate;
    this.#nextTimer = window.setTimeout(() => this.follow(), Math.max(SOONEST_MS, wait));
  }

  async #ask() {
    if (this.#asking || this.#askTimer) return;
    this.#asking = true;
    const { signal } = this.#life;
    try {
      const timings = await this.#playback.article.askTimings(signal);
      if (signal.aborted) return;
      // Later answers tell other times for the same text.
      this.#playback.timings = timings;
      this.#failures = 0;
      this.follow();
    } catch {
      // Without timings there is no highlight; the sound goes on, and we ask again.
      this.#failures += 1;
      this.#askLater();
    } finally {
      this.#asking = false;
    }
  }

  #askLater() {
    if (this.#askTimer || this.#life.signal.aborted || this.#playback.audio.paused) return;
    this.#askTimer = window.setTimeout(() => {
      this.#askTimer = undefined;
      this.#ask();
    }, ASK_AGAIN_MS * LATER ** this.#failures);
  }
}
