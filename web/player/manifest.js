/** What the service, or a pre-rendered folder, knows of an article. */

/**
 * Times are seconds in the audio; `from` and `to` are UTF-16 offsets in the block's text.
 * A time with `exact: false` is an estimate, good for a total but not for a highlight.
 * @typedef {{ block: number, from: number, to: number,
 *   start: number, end: number, exact: boolean }} Sentence
 * @typedef {{ kind: string, text: string }} Block
 * @typedef {{ duration: number, exact: boolean, blocks: Block[], sentences: Sentence[] }} Timings
 */

/**
 * The part of a manifest the player needs, with its links made absolute.
 * @typedef {{ title: string, duration: number, audio: string, timings: string }} Manifest
 */

/** The service answered, but not with what was asked. The message may be shown to a reader. */
export class ServiceError extends Error {
  /** @param {string} message @param {number} status */
  constructor(message, status) {
    super(message);
    this.name = 'ServiceError';
    this.status = status;
  }
}

/**
 * @param {string} service base URL of the service
 * @param {{ url: string, voice?: string | null, lang?: string | null }} wanted
 * @returns {string} where the service answers with the manifest of that page
 */
export function lookupUrl(service, wanted) {
  const lookup = new URL('v1/articles', service.endsWith('/') ? service : `${service}/`);
  for (const [name, value] of Object.entries(wanted)) {
    if (value) lookup.searchParams.set(name, value);
  }
  return lookup.href;
}

/**
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<Manifest>}
 */
export async function fetchManifest(url, signal) {
  const { body, address } = await fetchJson(url, signal);
  return {
    title: body.title ?? '',
    duration: body.duration,
    audio: new URL(body.links.audio.mp3, address).href,
    timings: new URL(body.links.timings, address).href,
  };
}

/**
 * @param {Manifest} manifest
 * @param {AbortSignal} signal
 * @returns {Promise<Timings>}
 */
export async function fetchTimings(manifest, signal) {
  return (await fetchJson(manifest.timings, signal)).body;
}

/**
 * @param {Sentence[]} sentences in the order of their starts
 * @param {number} time seconds
 * @returns {number} index of the last sentence that has begun by then, -1 before the first
 */
export function sentenceAt(sentences, time) {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle].start <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<{ body: any, address: string }>} the answer, and where it came from:
 *   links in it are relative to that
 */
async function fetchJson(url, signal) {
  // `no-cache` revalidates: the same address first tells estimates, then exact times.
  const response = await fetch(url, { signal, cache: 'no-cache', credentials: 'omit' });
  if (!response.ok) throw await asError(response);
  return { body: await response.json(), address: response.url };
}

/** @param {Response} response @returns {Promise<ServiceError>} what its problem document says */
async function asError(response) {
  const problem = await response.json().catch(() => ({}));
  return new ServiceError(problem?.title ?? '', response.status);
}
