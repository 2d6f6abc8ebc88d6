/** Sound for tests: a tone of any length. */

/** Chromium plays nothing before it has 256 kB: of a short sound that is two seconds and a half. */
const SHORT_RATE = 96_000;
const LONG_RATE = 8_000;
const SHORT_SECONDS = 40;

const HEADER = 44;

/** @type {Map<number, Buffer>} */
const made = new Map();

/** @param {number} seconds @returns {Buffer} a WAV file, 8 bit mono */
export function tone(seconds) {
  if (!made.has(seconds)) made.set(seconds, wav(seconds, rateOf(seconds)));
  return made.get(seconds);
}

/** @param {number} seconds @param {number} length of the whole @returns {number} bytes of the file */
export function bytesOf(seconds, length) {
  return HEADER + seconds * rateOf(length);
}

/** @param {number} seconds @returns {number} */
function rateOf(seconds) {
  return seconds < SHORT_SECONDS ? SHORT_RATE : LONG_RATE;
}

/** @param {number} seconds @param {number} rate @returns {Buffer} */
function wav(seconds, rate) {
  const samples = Math.round(seconds * rate);
  const file = Buffer.alloc(HEADER + samples);
  file.write('RIFF', 0);
  file.writeUInt32LE(HEADER - 8 + samples, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(1, 22); // one channel
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write('data', 36);
  file.writeUInt32LE(samples, 40);
  if (samples) file.fill(oneSecond(rate), HEADER);
  return file;
}

/** @param {number} rate @returns {Buffer} */
function oneSecond(rate) {
  const at = (/** @type {number} */ i) => 128 + 40 * Math.sin((i * 440 * 2 * Math.PI) / rate);
  return Buffer.from(Array.from({ length: rate }, (_, i) => at(i)));
}
