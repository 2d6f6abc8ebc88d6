/** What goes on around the player while it reads. Loaded with the first sound. */
import { on } from './elements.js';
import { Panel } from './panel/panel.js';
import { Follower } from './reading/follower.js';
import { onKey } from './reading/keyboard.js';
import { Playlist } from './reading/playlist.js';
import { Pointing } from './reading/pointing.js';
import { Scrolling } from './reading/scrolling.js';
import { Sticky } from './reading/sticky.js';

/** @typedef {import('./listen-to-article.js').Kit} Kit */

export default class Reading {
  #kit;
  #playback;
  #parts;
  /** Made with the first press of its button. @type {Panel | null} */
  #panel = null;

  /** What is spoken now; null while nothing is. @type {Follower | null} */
  follower = null;

  /** @param {Kit} kit */
  constructor(kit) {
    this.#kit = kit;
    this.#playback = kit.playback;
    this.#parts = [
      new Scrolling(kit, this), new Pointing(kit, this), new Sticky(kit), new Playlist(kit),
    ];
  }

  /** @param {AbortSignal} signal ends when the element leaves the page */
  enter(signal) {
    const { host, controls } = this.#kit;
    const { audio } = this.#playback;
    on(audio, 'play', () => this.begin(), signal);
    on(audio, 'play timeupdate seeked playing ratechange', () => this.follower?.follow(), signal);
    on(audio, 'ended', () => this.follower?.rest(), signal);
    on(audio, 'emptied error', () => this.#stop(), signal);
    on(signal, 'abort', () => this.#stop());
    on(controls.more, 'click', () => this.#togglePanel(), signal);
    on(host, 'keydown', (event) => onKey(event, this.#playback, controls.slider), signal);
    for (const part of this.#parts) part.enter(signal);
    this.restart();
  }

  /** Follows the sound, unless that is being done. */
  begin() {
    if (!this.follower) this.#start();
    this.follower?.follow();
  }

  /** Follows it anew: the page or what is known of the article is another one. */
  restart() {
    this.#stop();
    if (!this.#playback.audio.paused) this.begin();
  }

  #togglePanel() {
    this.#panel ??= new Panel(this.#kit);
    this.#panel.toggle();
  }

  #start() {
    const { article, audio } = this.#playback;
    // Only the sound that the manifest describes: the link's may be of an older edition.
    if (!article.manifest || !sameFile(article.manifest.audio, audio.src)) return;
    this.follower = new Follower(this.#playback);
  }

  #stop() {
    this.follower?.stop();
    this.follower = null;
  }
}

/** @param {string} one @param {string} other @returns {boolean} equal apart from the query */
function sameFile(one, other) {
  return one.split(/[?#]/)[0] === other.split(/[?#]/)[0];
}
