/** A page of a publisher with nothing but `<audio>` and a button, in any engine. */
import { until } from './until.js';

/**
 * @typedef {object} Tab what the drivers of the engines have in common
 * @property {(address: string) => Promise<unknown>} goto
 * @property {(selector: string) => Promise<unknown>} click
 * @property {(expression: string) => Promise<any>} evaluate
 * @property {() => Promise<unknown>} close
 */
/** @typedef {{ newTab: () => Promise<Tab>, close: () => Promise<unknown> }} Browser */

/**
 * Sound that has to be made comes within a second where nothing else runs; a debug build on a
 * machine that compiles beside it takes ten times as long.
 */
const PATIENCE_MS = 60_000;

/** What is seen of the element. A length that is not finite is null in JSON. */
const LOOK = `(() => {
  const audio = document.querySelector('audio');
  const { currentTime, duration, seeking, ended, error, firstLength, refusal, kinds } = audio;
  const buffered = Array.from({ length: audio.buffered.length }, (_, index) =>
    [audio.buffered.start(index), audio.buffered.end(index)]);
  return JSON.stringify({
    currentTime, duration, seeking, ended, firstLength, kinds, buffered,
    failure: error ? error.message || error.code : refusal,
  });
})()`;

/**
 * @typedef {{ currentTime: number, duration: number | null, seeking: boolean, ended: boolean,
 *   firstLength?: number | null, kinds?: string[], buffered: [number, number][],
 *   failure?: string | number }} Seen
 */

export class AudioPage {
  /** @param {Tab} tab */
  constructor(tab) {
    this.tab = tab;
  }

  /** @returns {Promise<Seen>} */
  async look() {
    const seen = JSON.parse(await this.tab.evaluate(LOOK));
    if (seen.failure) throw new Error(`the player failed: ${seen.failure}`);
    return seen;
  }

  /** @param {string} what @param {(seen: Seen) => boolean} holds @returns {Promise<Seen>} */
  async until(what, holds) {
    let last;
    try {
      return await until(what, PATIENCE_MS, async () => {
        last = await this.look();
        return holds(last) && last;
      });
    } catch (error) {
      throw new Error(`${error.message}; last seen: ${JSON.stringify(last)}`, { cause: error });
    }
  }

  /** A press of the reader's finger: engines play without one only where they are told to. */
  press() {
    return this.tab.click('button');
  }

  /** @param {number} seconds */
  plays(seconds) {
    const holds = ({ seeking, currentTime }) => !seeking && currentTime > seconds;
    return this.until(`the sound at ${seconds} s`, holds);
  }

  /** @param {number} seconds */
  async seek(seconds) {
    await this.tab.evaluate(`void (document.querySelector('audio').currentTime = ${seconds})`);
  }
}

/** @param {Seen} seen @param {number} seconds @returns {boolean} whether the player has it */
export function has({ buffered }, seconds) {
  return buffered.some(([start, end]) => start <= seconds && seconds <= end);
}
