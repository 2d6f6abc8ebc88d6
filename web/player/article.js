/** An article at the service: asked about once, however often and however early one asks. */
import { fetchManifest, fetchTimings } from './manifest.js';

/** @typedef {import('./manifest.js').Manifest} Manifest */
/** @typedef {import('./manifest.js').Timings} Timings */

export class Article {
  #address;
  #onKnown;
  /** @type {Promise<Manifest> | null} */
  #asked = null;
  /** @type {Manifest | null} */
  manifest = null;

  /**
   * @param {() => string} address where the manifest is
   * @param {() => void} onKnown
   */
  constructor(address, onKnown) {
    this.#address = address;
    this.#onKnown = onKnown;
  }

  /** @param {AbortSignal} signal @returns {Promise<Manifest>} */
  ask(signal) {
    return (this.#asked ??= this.#fetch(signal));
  }

  /** Asked anew each time: times that were estimates become exact. @param {AbortSignal} signal @returns {Promise<Timings>} */
  async askTimings(signal) {
    return fetchTimings(await this.ask(signal), signal);
  }

  /** The next question goes to the service again; so it does after a failure. */
  forget() {
    this.#asked = null;
    this.manifest = null;
  }

  /** @param {AbortSignal} signal @returns {Promise<Manifest>} */
  #fetch(signal) {
    const asked = fetchManifest(this.#address(), signal);
    // `forget` may come in between: then this answer is not wanted any more.
    asked.then(
      (manifest) => {
        if (this.#asked !== asked) return;
        this.manifest = manifest;
        this.#onKnown();
      },
      () => {
        if (this.#asked === asked) this.#asked = null;
      },
    );
    return asked;
  }
}
