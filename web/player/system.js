/** The lock screen, headset buttons and the like: the Media Session of the page. */
import { absolute } from './addresses.js';

/**
 * What is asked by them.
 * @typedef {object} Player
 * @property {() => void} play
 * @property {() => void} pause
 * @property {(seconds: number) => void} seek
 * @property {(seconds: number) => void} skip
 */

/** What they can ask for. No previous and next track: with them an iPhone shows no scrubber. */
const ACTIONS = /** @type {MediaSessionAction[]} */ (
  'play pause seekto seekbackward seekforward'.split(' ')
);

/** What a skip is where the system does not say. */
const SKIP_SECONDS = 15;

/** @param {string} title @param {Player} player */
export function takeSession(title, player) {
  const { mediaSession } = navigator;
  if (!mediaSession) return;
  handle([
    () => player.play(),
    () => player.pause(),
    ({ seekTime }) => player.seek(seekTime ?? 0),
    ({ seekOffset }) => player.skip(-(seekOffset || SKIP_SECONDS)),
    ({ seekOffset }) => player.skip(seekOffset || SKIP_SECONDS),
  ]);
  const artist = meta('og:site_name') || location.hostname;
  const image = meta('og:image');
  try {
    const artwork = image ? [{ src: absolute(image) }] : [];
    mediaSession.metadata = new MediaMetadata({ title, artist, artwork });
  } catch {
    // A picture without an address: the browser says what it knows of the page.
  }
}

/** The player is gone: there is nothing to show, and nobody to ask. */
export function leaveSession() {
  const { mediaSession } = navigator;
  if (!mediaSession) return;
  mediaSession.metadata = null;
  mediaSession.setPositionState?.();
  handle([]);
}

/** @param {HTMLAudioElement} audio @param {number} duration NaN while unknown */
export function tellPosition({ currentTime, playbackRate }, duration) {
  const known = Number.isFinite(duration) && duration >= currentTime;
  const state = known ? { duration, playbackRate, position: currentTime } : undefined;
  navigator.mediaSession?.setPositionState?.(state);
}

/** @param {MediaSessionActionHandler[]} runs in the order of the actions */
function handle(runs) {
  ACTIONS.forEach((action, index) => {
    try {
      navigator.mediaSession.setActionHandler(action, runs[index] ?? null);
    } catch {
      // A browser that does not know the action.
    }
  });
}

/** @param {string} property @returns {string | undefined} */
function meta(property) {
  const found = /** @type {HTMLMetaElement | null} */ (
    document.querySelector(`meta[property="${property}"]`)
  );
  return found?.content;
}
