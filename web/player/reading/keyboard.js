/** Keys that work while the player has the focus, and only then. */

/** @typedef {import('../playback.js').Playback} Playback */

const SKIP_SECONDS = 15;
const ARROW_SECONDS = 5;
const PAGE_SECONDS = 60;

/** @type {Record<string, (playback: Playback) => void>} */
const KEYS = {
  k: (playback) => playback.toggle(),
  j: (playback) => playback.skip(-SKIP_SECONDS),
  l: (playback) => playback.skip(SKIP_SECONDS),
  ',': (playback) => playback.step('sentence', -1),
  '.': (playback) => playback.step('sentence', 1),
  '[': (playback) => playback.step('block', -1),
  ']': (playback) => playback.step('block', 1),
  '<': (playback) => playback.changeRate(-1),
  '>': (playback) => playback.changeRate(1),
};

/** On the slider, by the ARIA practices; Home and End are the browser's own. @type {Record<string, number>} */
const SLIDER = {
  ArrowRight: ARROW_SECONDS,
  ArrowLeft: -ARROW_SECONDS,
  ArrowUp: ARROW_SECONDS,
  ArrowDown: -ARROW_SECONDS,
  PageUp: PAGE_SECONDS,
  PageDown: -PAGE_SECONDS,
};

/**
 * @param {KeyboardEvent} event
 * @param {Playback} playback
 * @param {HTMLInputElement} slider
 */
export function onKey(event, playback, slider) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const [target] = event.composedPath();
  const seconds = target === slider && !slider.disabled ? sliderStep(event.key, slider) : 0;
  const run = seconds ? () => playback.skip(seconds) : KEYS[event.key];
  // A choice takes letters itself.
  if (!run || target instanceof HTMLSelectElement) return;
  event.preventDefault();
  run(playback);
}

/** @param {string} key @param {HTMLInputElement} slider @returns {number} seconds, 0 for another key */
function sliderStep(key, slider) {
  const seconds = SLIDER[key] ?? 0;
  const turned = /Left|Right/.test(key) && slider.matches(':dir(rtl)');
  return turned ? -seconds : seconds;
}
