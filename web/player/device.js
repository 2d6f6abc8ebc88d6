/**
 * The voice of the reader's own device, offered where the service is out of reach. It reads the
 * page's text as it stands, without the article's rules, and nothing is highlighted.
 */
import { element, on } from './elements.js';

/** What is read of an article's element, each piece for itself. */
const PIECES = 'h1, h2, h3, h4, p, li, blockquote';
/** What is no article's text. */
const AROUND = 'nav, aside, footer, form, figure, listen-to-article, [hidden], [aria-hidden=true]';

export class Device {
  #kit;
  #button;
  #status = element('span', { role: 'status', class: 'told' });
  /** What is read at last, while we read: the page may have speech of its own. @type {SpeechSynthesisUtterance | null} */
  #last = null;
  /** The piece that is read, or was when it was stopped: there it goes on. */
  #piece = 0;

  /** @param {import('./listen-to-article.js').Kit} kit */
  constructor(kit) {
    this.#kit = kit;
    this.#button = element('button', { part: 'device', class: 'action', hidden: '' });
    kit.controls.message.after(this.#button, this.#status);
  }

  /** @param {AbortSignal} signal */
  enter(signal) {
    if (!('speechSynthesis' in window)) return;
    const { host } = this.#kit;
    on(this.#button, 'click', () => (this.#last ? this.#stop() : this.#speak()), signal);
    on(host, 'listen-error', () => this.offer(true), signal);
    on(host, 'listen-play', () => this.offer(false), signal);
    on(document, 'listen-play', () => this.#stop(), signal); // of any player
    on(signal, 'abort', () => this.#stop());
    this.offer(host.state === 'error');
  }

  /** @param {boolean} offered */
  offer(offered) {
    this.#stop(0);
    this.#button.hidden = !offered || !this.#texts().length;
    this.#kit.button.keepFocus();
  }

  #speak() {
    const { language } = this.#kit;
    this.#kit.playback.giveUp();
    for (const [piece, text] of this.#texts().entries()) {
      if (piece < this.#piece) continue;
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = language.stated; // that of the text, whatever ours is
      utterance.rate = this.#kit.playback.audio.playbackRate;
      this.#last = utterance;
      on(utterance, 'start', () => (this.#piece = piece));
      on(utterance, 'end error', () => this.#last === utterance && this.#stop(0));
      speechSynthesis.speak(utterance);
    }
    this.#button.textContent = language.say('pause');
    this.#status.textContent = language.say('deviceReads');
  }

  /** @param {number} [piece] where it goes on */
  #stop(piece = this.#piece) {
    if (this.#last) speechSynthesis.cancel();
    this.#last = null;
    this.#piece = piece;
    this.#button.textContent = this.#kit.language.say('device');
    this.#status.textContent = '';
  }

  /** @returns {string[]} */
  #texts() {
    const pieces = [...this.#kit.playback.texts()].flatMap((root) => [...root.querySelectorAll(PIECES)]);
    const own = [...new Set(pieces)].filter((piece) => !piece.closest(AROUND) && !piece.querySelector(PIECES));
    return own.map((piece) => piece.textContent?.replace(/\s+/g, ' ').trim() ?? '').filter(Boolean);
  }
}
