/** The lock screen, headset buttons and the like: the Media Session of the page. */

/**
 * What they can ask for. No previous and next track: with them an iPhone shows no scrubber.
 * @typedef {object} Intents
 * @property {() => void} play
 * @property {() => void} pause
 * @property {(seconds: number) => void} seek
 * @property {(seconds: number) => void} skip
 */

/** @type {MediaSessionAction[]} */
const ACTIONS = ['play', 'pause', 'seekto', 'seekbackward', 'seekforward'];

/** What a skip is where the system does not say. */
const SKIP_SECONDS = 15;

/** @param {string} title @param {Intents} intents */
export function takeSession(title, { play, pause, seek, skip }) {
  const { mediaSession } = navigator;
  if (!mediaSession) return;
  const artist = meta('og:site_name') || location.hostname;
  const image = meta('og:image');
  const artwork = image ? [{ src: new URL(image, document.baseURI).href }] : [];
  mediaSession.metadata = new MediaMetadata({ title, artist, artwork });
  handle('play', play);
  handle('pause', pause);
  handle('seekto', ({ seekTime }) => seek(seekTime ?? 0));
  handle('seekbackward', ({ seekOffset }) => skip(-(seekOffset || SKIP_SECONDS)));
  handle('seekforward', ({ seekOffset }) => skip(seekOffset || SKIP_SECONDS));
}

/** The player is gone: there is nothing to show, and nobody to ask. */
export function leaveSession() {
  const { mediaSession } = navigator;
  if (!mediaSession) return;
  mediaSession.metadata = null;
  mediaSession.setPositionState?.();
  for (const action of ACTIONS) handle(action, null);
}

/** @param {HTMLAudioElement} audio @param {number} duration NaN while unknown */
export function tellPosition({ currentTime, playbackRate }, duration) {
  const known = Number.isFinite(duration) && duration >= currentTime;
  const state = known ? { duration, playbackRate, position: currentTime } : undefined;
  navigator.mediaSession?.setPositionState?.(state);
}

/** @param {MediaSessionAction} action @param {MediaSessionActionHandler | null} run */
function handle(action, run) {
  try {
    navigator.mediaSession.setActionHandler(action, run);
  } catch {
    // A browser that does not know the action.
  }
}

/** @param {string} property @returns {string | undefined} */
function meta(property) {
  const found = /** @type {HTMLMetaElement | null} */ (
    document.querySelector(`meta[property="${property}"]`)
  );
  return found?.content;
}
