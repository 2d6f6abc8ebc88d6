/** How what is spoken looks in the page, and the player that sticks to the window. */
import { adopt } from '../elements.js';

/*
 * A translucent tint keeps the text's own colour and contrast on light and on dark pages.
 * The tint alone would be too faint a sign: the line under it has 3:1 on both.
 */
const HIGHLIGHT = `
::highlight(aloud-sentence) {
  background-color: var(--listen-highlight, #ffbe0040);
  color: var(--listen-highlight-color, inherit);
  text-decoration: underline 2px var(--listen-highlight-line, #b27400);
  text-underline-offset: 0.22em;
  text-decoration-skip-ink: none;
}
::highlight(aloud-word) {
  background-color: var(--listen-word, #ffaa0080);
  color: var(--listen-word-color, inherit);
}
@media (forced-colors: active) {
  ::highlight(aloud-sentence) { background-color: Highlight; color: HighlightText; }
  ::highlight(aloud-word) { background-color: HighlightText; color: Highlight; }
}
`;

export const STICKY = `
:host(:not([mini])) [part='hide'] { display: none; }
:host([mini]) [part='bar'] {
  position: fixed;
  z-index: var(--listen-sticky-layer, 2147483000);
  inset: auto max(0.75rem, env(safe-area-inset-right)) max(0.75rem, env(safe-area-inset-bottom))
    max(0.75rem, env(safe-area-inset-left));
  max-block-size: calc(100vh - 1.5rem);
  margin-inline: auto;
  overflow-y: auto;
  background: linear-gradient(var(--_surface), var(--_surface)), var(--listen-sticky, var(--listen-page, Canvas));
  box-shadow: 0 0.5rem 2rem #0004;
  animation: arrive 0.22s ease-out;
}
:host([mini]) .high { inset-block: max(0.75rem, env(safe-area-inset-top)) auto; }
@media (max-width: 36rem) {
  :host([mini]) .tools:has([aria-expanded='false']) :is([part='back'], [part='forward'], [part='speed']) { display: none; }
  :host([mini]) [part='seek'] { flex-basis: 8rem; }
  :host([mini]) [part~='total'] { display: none; }
}
/* A window so low, or zoomed so far, has no room to spare. */
@media (max-height: 20rem) {
  :host([mini]) [part='bar'] { position: static; box-shadow: none; }
}
`;

/** @type {WeakSet<Document | ShadowRoot>} */
const styled = new WeakSet();

/** @param {Document | ShadowRoot} page its own sheets stay, and win by `--listen-…` properties */
export function adoptHighlightStyle(page) {
  if (styled.has(page)) return;
  styled.add(page);
  adopt(page, HIGHLIGHT);
}
