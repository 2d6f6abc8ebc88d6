/**
 * Every word the player shows or says, except times (those come from `Intl`).
 * Other languages become further tables of this shape.
 */
export const words = {
  label: 'Listen to article',
  play: 'Play',
  pause: 'Pause',
  again: 'Play again',
  retry: 'Try again',
  position: 'Position',
  preparing: 'Preparing the audio',
  failed: 'The audio could not be loaded.',
  offline: 'You seem to be offline.',
  /** @param {string} elapsed @param {string} total */
  of: (elapsed, total) => (total ? `${elapsed} of ${total}` : elapsed),
};
