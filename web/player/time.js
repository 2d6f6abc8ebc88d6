/** Times for the eye ("4:03") and for the ear ("4 minutes 3 seconds"). */

/**
 * @param {number} seconds
 * @returns {string} `m:ss`, or `h:mm:ss` from one hour on; empty for an unknown time
 */
export function clock(seconds) {
  if (!Number.isFinite(seconds)) return '';
  const [hours, minutes, rest] = split(seconds);
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/**
 * @param {number} seconds
 * @param {string} [locale]
 * @returns {string} the time in words, as a screen reader should say it
 */
export function inWords(seconds, locale) {
  const [hours, minutes, rest] = split(seconds);
  const parts = [];
  if (hours) parts.push(unit(hours, 'hour', 'long', locale));
  if (minutes) parts.push(unit(minutes, 'minute', 'long', locale));
  if (rest || !parts.length) parts.push(unit(rest, 'second', 'long', locale));
  return parts.join(' ');
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
  const options = /** @type {const} */ ({ style: 'unit', unit: name, unitDisplay });
  return new Intl.NumberFormat(locale, options).format(value);
}

/**
 * @param {string} text `83`, `1:23` or `1:02:03`
 * @returns {number} seconds, NaN for anything else
 */
export function parseClock(text) {
  if (!/^\d{1,6}(:[0-5]\d){0,2}(\.\d+)?$/.test(text)) return NaN;
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

/**
 * @param {{ start: number }[]} parts in the order of their starts
 * @param {number} time seconds
 * @returns {number} index of the last one that has begun by then, -1 before the first
 */
export function lastBegun(parts, time) {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (parts[middle].start <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
