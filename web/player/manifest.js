/** What the service, or a pre-rendered folder, knows of an article. */

/**
 * Times are seconds in the audio; `from` and `to` are UTF-16 offsets in the block's text.
 * A time with `exact: false` is an estimate, good for a total but not for a highlight.
 * @typedef {{ block: number, from: number, to: number }} Stretch
 * @typedef {{ from: number, to: number, start: number, end: number }} Word
 * @typedef {{ block: number, from: number, to: number,
 *   start: number, end: number, exact: boolean, words?: Word[] }} Sentence
 * @typedef {{ kind: string, text: string }} Block
 * @typedef {{ duration: number, exact: boolean, blocks: Block[], sentences: Sentence[] }} Timings
 */

/**
 * The part of a manifest the player needs, with its links made absolute.
 * @typedef {{ id: string, title: string, duration: number, voice: string,
 *   lang: string, audio: string, timings: string }} Manifest
 */

/** The service answered, but not with what was asked. The message may be shown to a reader. */
export class ServiceError extends Error {}

/**
 * @param {string} service base URL of the service
 * @param {{ url: string, voice?: string | null, lang?: string | null }} wanted
 * @returns {string} where the service answers with the manifest of that page
 */
export function lookupUrl(service, wanted) {
  const lookup = new URL('v1/articles', service.replace(/\/?$/, '/'));
  for (const [name, value] of Object.entries(wanted)) {
    if (value) lookup.searchParams.set(name, value);
  }
  return lookup.href;
}

/** Whoever has not answered by then will not: a service that plans an article reads a page for it. */
const PATIENCE_MS = 30_000;

/** @param {string} one @param {string} other @returns {boolean} equal apart from the query */
export function sameFile(one, other) {
  return one.split(/[?#]/)[0] === other.split(/[?#]/)[0];
}

/**
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<Manifest>}
 */
export async function fetchManifest(url, signal) {
  const { body, address } = await fetchJson(url, signal);
  const { audio } = body.links;
  return {
    id: String(body.id ?? ''),
    title: String(body.title ?? ''),
    duration: seconds(body.duration),
    voice: String(body.voice ?? ''),
    lang: String(body.lang ?? ''),
    audio: link(audio.mp3 ?? audio.opus ?? audio.wav, address),
    timings: link(body.links.timings, address),
  };
}

/** @param {unknown} value @param {string} base @returns {string} */
function link(value, base) {
  if (typeof value !== 'string') throw new ServiceError();
  return new URL(value, base).href;
}

/**
 * @param {Manifest} manifest
 * @param {AbortSignal} signal
 * @returns {Promise<Timings>}
 */
export async function fetchTimings(manifest, signal) {
  const { body } = await fetchJson(manifest.timings, signal);
  const fits = body.blocks.every((/** @type {Block} */ { text }) => text.slice)
    && body.sentences.every((/** @type {Sentence} */ { block, words = [] }) =>
      body.blocks[block].text && words.every(Boolean))
    && (!manifest.id || !body.id || manifest.id === String(body.id));
  if (!fits) throw new ServiceError();
  return body;
}

/**
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<{ body: any, address: string }>} the answer, and where it came from:
 *   links in it are relative to that
 */
async function fetchJson(url, signal) {
  // A browser that cannot join the two waits on.
  const patient = AbortSignal.any?.([signal, AbortSignal.timeout(PATIENCE_MS)]) ?? signal;
  const ask = (/** @type {RequestCache} */ cache) =>
    fetch(url, { signal: patient, cache, credentials: 'omit' });
  // `no-cache` revalidates: the same address first tells estimates, then exact times. Without a
  // network what was told last is as good: what was heard can be heard again.
  const response = await ask('no-cache').catch(() => ask('force-cache'));
  const body = await response.json().catch(() => null);
  // What is no answer may be a problem document.
  if (!response.ok || !body) throw new ServiceError(body?.title ?? '');
  return { body, address: response.url };
}

/** @param {unknown} value @returns {number} NaN where it is no length */
function seconds(value) {
  return typeof value === 'number' && value >= 0 ? value : NaN;
}
