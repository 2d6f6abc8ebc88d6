/** Times for the eye ("4:03") and for the ear ("4 minutes 3 seconds"). */

const UNITS = ['hour', 'minute', 'second'];

/**
 * @param {number} seconds
 * @returns {string} `m:ss`, or `h:mm:ss` from one hour on; empty for an unknown time
 */
export function clock(seconds) {
  if (!Number.isFinite(seconds)) return '';
  const whole = split(seconds).map((part) => String(part).padStart(2, '0')).join(':');
  return whole.replace(/^(00:)?0?/, '');
}

/**
 * @param {number} seconds
 * @param {string} [locale]
 * @returns {string} the time in words, as a screen reader should say it
 */
export function inWords(seconds, locale) {
  const parts = split(seconds).map((part, index) => part && unit(part, UNITS[index], 'long', locale));
  return parts.filter(Boolean).join(' ') || unit(0, 'second', 'long', locale);
}

/**
 * @param {number} seconds
 * @param {string} [locale]
 * @returns {string} whole minutes, at least one: "4 min"
 */
export function about(seconds, locale) {
  return unit(Math.max(1, Math.round(seconds / 60)), 'minute', 'short', locale);
}

/** @param {number} seconds @returns {[number, number, number]} hours, minutes, seconds */
function split(seconds) {
  const whole = Math.floor(seconds);
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
}

/**
 * @param {number} value
 * @param {string} name
 * @param {'short' | 'long'} unitDisplay
 * @param {string} [locale]
 */
function unit(value, name, unitDisplay, locale) {
  const options = /** @type {const} */ ({ style: 'unit', unit: name, unitDisplay, numberingSystem: 'latn' });
  return new Intl.NumberFormat(locale, options).format(value);
}

/** @param {string} text `83`, `1:23` or `1:02:03` @returns {number} seconds */
export function parseClock(text) {
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

/**
 * @param {{ start: number }[]} parts in the order of their starts
 * @param {number} time seconds
 * @returns {number} index of the last one that has begun by then, -1 before the first
 */
export function lastBegun(parts, time) {
  return parts.filter(({ start }) => start <= time).length - 1;
}

/**
 * @template {{ block: number }} Sentence
 * @param {Sentence[]} sentences
 * @returns {Sentence[]} those that begin a block
 */
export function firstOfEach(sentences) {
  return sentences.filter(({ block }, index) => block !== sentences[index - 1]?.block);
}
