/** What the reader sees and presses. It shows what it is told and reports what was wanted. */
import { aboutMinutes, clock, inWords } from './time.js';
import { adoptPlayerStyle } from './styles.js';
import { words } from './words.js';

/** @typedef {import('./playback.js').State} State */

const SVG = 'http://www.w3.org/2000/svg';

// Each sign is a hole in the disc: it needs no second colour, so it is seen on any page.
const DISC = 'M0 20a20 20 0 1 0 40 0a20 20 0 1 0-40 0z';
const PLAY = `${DISC}M15.5 13v14a1.4 1.4 0 0 0 2.1 1.2l11.4-7a1.4 1.4 0 0 0 0-2.4l-11.4-7a1.4 1.4 0 0 0-2.1 1.2z`;
const PAUSE = `${DISC}M14.5 12h2.4a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1h-2.4a1 1 0 0 1-1-1v-14a1 1 0 0 1 1-1zM23.1 12h2.4a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1h-2.4a1 1 0 0 1-1-1v-14a1 1 0 0 1 1-1z`;

/** A wait shorter than this is not worth telling a listener of. */
const TELL_WAIT_MS = 800;

export class Controls {
  #label = element('span', { part: 'label' });
  #length = element('span', { part: 'length' });
  #elapsed = element('span', { part: 'time elapsed', 'aria-hidden': 'true' });
  #total = element('span', { part: 'time total', 'aria-hidden': 'true' });
  #bar = element('progress', { part: 'progress', value: '0', 'aria-hidden': 'true' });
  #message = element('p', { part: 'message', role: 'alert' });
  #status = element('span', { role: 'status' });
  #group = element('div', { part: 'bar', role: 'group' });
  /** @type {number | undefined} */
  #statusTimer;
  /** While the reader drags, the audio's own progress must not move the handle. */
  #dragging = false;
  #duration = NaN;

  /** BCP 47 tag for times in words; the browser's own language if undefined. */
  locale = /** @type {string | undefined} */ (undefined);

  button = element('button', { part: 'button', type: 'button' });
  slider = element('input', {
    part: 'slider', type: 'range', min: '0', value: '0', disabled: '', 'aria-label': words.position,
  });

  /** @param {ShadowRoot} root @param {HTMLAudioElement} audio */
  constructor(root, audio) {
    adoptPlayerStyle(root);
    const track = element('div', { class: 'track' });
    const seek = element('div', { part: 'seek' });
    this.button.append(icon(), this.#label, this.#length);
    track.append(this.#bar, this.slider);
    seek.append(this.#elapsed, track, this.#total);
    this.#group.append(this.button, seek);
    root.append(audio, this.#group, this.#status, this.#message, element('slot', {}));
  }

  /**
   * @param {{ onPress: () => void, onSeek: (seconds: number) => void }} intents
   * @param {AbortSignal} signal
   */
  listen({ onPress, onSeek }, signal) {
    this.button.addEventListener('click', onPress, { signal });
    this.slider.addEventListener('input', () => this.#drag(), { signal });
    this.slider.addEventListener('change', () => onSeek(this.slider.valueAsNumber), { signal });
    // A drag that ends where it began brings no `change`.
    for (const end of ['change', 'pointerup', 'pointercancel', 'blur']) {
      this.slider.addEventListener(end, () => (this.#dragging = false), { signal });
    }
  }

  /**
   * @param {State} state
   * @param {string} label what the button is called before the first press
   */
  showState(state, label) {
    this.#label.textContent = {
      idle: label,
      preparing: words.pause,
      playing: words.pause,
      paused: words.play,
      ended: words.again,
      error: words.retry,
    }[state];
    this.#group.setAttribute('aria-label', label);
    clearTimeout(this.#statusTimer);
    this.#status.textContent = '';
    if (state === 'preparing') this.#tellWait();
  }

  /** @param {number} seconds @param {number} duration NaN while unknown */
  showTime(seconds, duration) {
    this.#duration = duration;
    this.#length.textContent = duration ? aboutMinutes(duration, this.locale) : '';
    this.#total.textContent = clock(duration);
    this.slider.max = String(duration || 0);
    this.#bar.max = duration || 1;
    if (!this.#dragging) this.slider.value = String(seconds);
    this.#paintPosition(this.#dragging ? this.slider.valueAsNumber : seconds);
  }

  /** @param {boolean} seekable */
  allowSeek(seekable) {
    this.slider.disabled = !seekable;
  }

  /** @param {string} message empty for none */
  showError(message) {
    this.#message.textContent = message;
  }

  #drag() {
    this.#dragging = true;
    this.#paintPosition(this.slider.valueAsNumber);
  }

  /** @param {number} seconds */
  #paintPosition(seconds) {
    this.#bar.value = seconds;
    this.#elapsed.textContent = clock(seconds);
    const total = this.#duration ? inWords(this.#duration, this.locale) : '';
    this.slider.setAttribute('aria-valuetext', words.of(inWords(seconds, this.locale), total));
  }

  #tellWait() {
    this.#statusTimer = window.setTimeout(() => {
      this.#status.textContent = words.preparing;
    }, TELL_WAIT_MS);
  }
}

/** @returns {SVGElement} */
function icon() {
  const svg = svgElement('svg', { viewBox: '0 0 40 40', 'aria-hidden': 'true' });
  svg.append(
    svgElement('path', { class: 'play', d: PLAY, 'fill-rule': 'evenodd' }),
    svgElement('path', { class: 'pause', d: PAUSE, 'fill-rule': 'evenodd' }),
    svgElement('circle', { class: 'ring', cx: '20', cy: '20', r: '22.5' }),
  );
  return svg;
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @returns {HTMLElementTagNameMap[Name]}
 */
function element(name, attributes) {
  return withAttributes(document.createElement(name), attributes);
}

/** @param {string} name @param {Record<string, string>} attributes @returns {SVGElement} */
function svgElement(name, attributes) {
  return withAttributes(document.createElementNS(SVG, name), attributes);
}

/**
 * @template {Element} Made
 * @param {Made} made
 * @param {Record<string, string>} attributes
 * @returns {Made}
 */
function withAttributes(made, attributes) {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
