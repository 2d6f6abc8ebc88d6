/** Articles for the real service, the same on every run and no two alike. */
import { until } from './until.js';

/** A plan takes a tenth of a second a sentence at the most, on a busy machine several times that. */
export const PLAN_MS = 120_000;

const WHO = [
  'teacher', 'gardener', 'painter', 'captain', 'baker', 'farmer', 'doctor', 'miller', 'writer',
  'singer', 'sailor',
];
const WHERE = [
  'harbour', 'market', 'bridge', 'castle', 'valley', 'garden', 'river', 'station', 'library',
  'orchard', 'island', 'tower', 'village',
];

/**
 * Some four seconds of sound a sentence. The service keeps sound by sentence, so that no sentence
 * may stand in two articles of a test: each has a number that no other one has.
 *
 * @param {number} nth which article; another one shares no sentence with it
 * @param {number} sentences
 * @returns {string} a page
 */
export function page(nth, sentences) {
  const paragraphs = Array.from({ length: Math.ceil(sentences / 5) }, (_, paragraph) =>
    Array.from({ length: Math.min(5, sentences - 5 * paragraph) }, (_, within) =>
      sentence(1000 * nth + 5 * paragraph + within)).join(' '));
  return `<!doctype html><html lang="en"><title>Letter ${nth}</title>
    <article><h1>Letter ${nth}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article>`;
}

/** @param {number} number @returns {string} */
function sentence(number) {
  return `The ${WHO[number % WHO.length]} of the ${WHERE[number % WHERE.length]} waited there`
    + ` until number ${number + 1} was called.`;
}

/** @typedef {{ sound: string, playlist: string, timings: string }} Published its addresses */

/** @param {string} origin of the service @param {string} html @returns {Promise<Published>} */
export async function publish(origin, html) {
  const answer = await fetch(new URL('/v1/articles', origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ html }),
  });
  if (answer.status !== 201) throw new Error(`not a new article: status ${answer.status}`);
  const { links } = await answer.json();
  const address = (link) => new URL(link, answer.url).href;
  return {
    sound: address(links.audio.mp3),
    playlist: address(links.hls),
    timings: address(links.timings),
  };
}

/**
 * Waits for the plan: from then on the sound is a file of known length, and none of it is made.
 *
 * @param {Pick<Published, 'timings'>} article
 * @returns {Promise<number>} its length in seconds
 */
export async function planned({ timings }) {
  const { duration } = await until('exact times', PLAN_MS, async () => {
    const answer = await fetch(timings);
    if (!answer.ok) throw new Error(`status ${answer.status} of ${timings}`);
    const { exact, duration } = await answer.json();
    return exact && { duration };
  });
  return duration;
}
