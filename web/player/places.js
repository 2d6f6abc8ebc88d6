/**
 * Where a reader stopped, by article. A place is a time and the words that were being spoken: in an
 * article that was edited since, the words are looked for, and the time only where they are gone.
 */
import { recall, remember } from './memory.js';
import { withoutSpace } from './space.js';

/** @typedef {import('./manifest.js').Timings} Timings */

/**
 * `id` is the edition of the article; `words` the spoken sentence without white space, empty while
 * unknown; `into` the seconds of it that were heard.
 * @typedef {{ id: string, time: number, words: string, into: number }} Place
 */

/** Articles whose places are kept: a reader's last months, in 10 kB. */
const MOST = 60;

/** Who has heard less than this has not begun. */
const BEGUN_SECONDS = 3;

/** @param {string} article its address @returns {Place | null} */
export function placeIn(article) {
  const found = list().find(([address]) => address === article);
  const place = found?.[1];
  return Number.isFinite(place?.time) ? place : null;
}

/** @param {string} article @param {Place | null} place null forgets it */
export function keepPlace(article, place) {
  const others = list().filter(([address]) => address !== article);
  const kept = place && place.time > BEGUN_SECONDS ? [[article, place]] : [];
  remember('places', [...kept, ...others].slice(0, MOST));
}

/** @returns {any[]} pairs of address and place, the last used first */
function list() {
  return [recall('places')].flat().filter(Array.isArray);
}

/**
 * @param {Place} place
 * @param {Timings} timings of the edition that is played now
 * @returns {number} seconds
 */
export function timeOf(place, timings) {
  const found = timings.sentences.filter((sentence) => wordsOf(timings, sentence) === place.words);
  // A sentence that is there twice is the one that is nearer to the old time.
  found.sort((a, b) => Math.abs(a.start - place.time) - Math.abs(b.start - place.time));
  return found[0] ? Math.min(found[0].start + place.into, found[0].end) : place.time;
}

/**
 * @param {Timings} timings
 * @param {{ block: number, from: number, to: number }} sentence
 * @returns {string} without white space, as it is compared
 */
export function wordsOf({ blocks }, { block, from, to }) {
  return withoutSpace(blocks[block].text.slice(from, to));
}
