/** What goes on around the player while it reads. Loaded with the first sound. */
import { on } from './elements.js';
import { sameFile } from './manifest.js';
import { Panel } from './panel/panel.js';
import { Follower } from './reading/follower.js';
import { onKey } from './reading/keyboard.js';
import { playNext } from './reading/playlist.js';
import { Pointing } from './reading/pointing.js';
import { Scrolling } from './reading/scrolling.js';
import { Sticky } from './reading/sticky.js';

/** @typedef {import('./listen-to-article.js').Kit} Kit */

export default class Reading {
  #kit;
  #playback;
  #parts;
  /** That of the page it is in now. @type {AbortSignal | null} */
  #life = null;
  /** Made with the first press of its button. @type {Panel | null} */
  #panel = null;

  /** What is spoken now; null while nothing is. @type {Follower | null} */
  follower = null;

  /** @param {Kit} kit */
  constructor(kit) {
    this.#kit = kit;
    this.#playback = kit.playback;
    this.#parts = [new Scrolling(kit, this), new Pointing(kit, this), new Sticky(kit)];
  }

  /** @param {AbortSignal} signal ends when the element leaves the page */
  enter(signal) {
    if (this.#life === signal) return; // the element came back while this was loaded
    this.#life = signal;
    const { host, controls } = this.#kit;
    const { audio } = this.#playback;
    on(audio, 'play', () => this.begin(), signal);
    on(audio, 'timeupdate seeked playing ratechange', () => this.follower?.follow(), signal);
    on(audio, 'ended', () => this.follower?.rest(), signal);
    on(audio, 'emptied error', () => this.#stop(), signal);
    on(signal, 'abort', () => this.#stop());
    controls.more.inert = false;
    on(controls.more, 'click', () => (this.#panel ??= new Panel(this.#kit)).toggle(), signal);
    on(host, 'keydown', (event) => onKey(event, this.#playback, controls.slider), signal);
    on(host, 'listen-ended', () => playNext(this.#kit), signal);
    for (const part of this.#parts) part.enter(signal);
    this.restart();
  }

  /** Follows the sound, unless that is being done. */
  begin() {
    const { article, audio } = this.#playback;
    // Only the sound that the manifest describes: the link's may be of an older edition.
    if (article.manifest && sameFile(article.manifest.audio, audio.src)) {
      this.follower ??= new Follower(this.#playback);
    }
    this.follower?.follow();
  }

  /** Follows it anew: the page or what is known of the article is another one. */
  restart() {
    this.#stop();
    if (!this.#playback.audio.paused) this.begin();
  }

  #stop() {
    this.follower?.stop();
    this.follower = null;
  }
}
