/** How what is spoken looks in the page, and the player that sticks to the window. */
import { sheet } from '../elements.js';

/*
 * A translucent tint keeps the text's own colour and contrast on light and on dark pages.
 * The tint alone would be too faint a sign: the line under it has 3:1 on both.
 */
const HIGHLIGHT = `
::highlight(aloud-sentence) {
  background-color: var(--listen-highlight, rgb(255 190 0 / 0.25));
  color: var(--listen-highlight-color, inherit);
  text-decoration: underline 2px var(--listen-highlight-line, rgb(178 116 0));
  text-underline-offset: 0.22em;
  text-decoration-skip-ink: none;
}
::highlight(aloud-word) {
  background-color: var(--listen-word, rgb(255 170 0 / 0.5));
  color: var(--listen-word-color, inherit);
}
@media (forced-colors: active) {
  ::highlight(aloud-sentence) { background-color: Highlight; color: HighlightText; }
  ::highlight(aloud-word) { background-color: HighlightText; color: Highlight; }
}
`;

const STICKY = `
[part='hide'] { display: none; }
:host([mini]) [part='hide'] { display: flex; }
:host([mini]) [part='bar'] {
  position: fixed;
  z-index: var(--listen-sticky-layer, 2147483000);
  inset-inline: max(0.75rem, env(safe-area-inset-left)) max(0.75rem, env(safe-area-inset-right));
  inset-block-end: max(0.75rem, env(safe-area-inset-bottom));
  max-block-size: calc(100vh - 1.5rem);
  margin-inline: auto;
  overflow-y: auto;
  background: linear-gradient(var(--_surface), var(--_surface)), var(--listen-sticky, var(--_page, Canvas));
  box-shadow: 0 0.5rem 2rem rgb(0 0 0 / 0.28);
  animation: rise 0.22s ease-out;
}
@keyframes rise { from { transform: translateY(1rem); opacity: 0; } }
@media (max-width: 36rem) {
  :host([mini]) .tools:has([aria-expanded='false']) :is([part='back'], [part='forward'], [part='speed']) { display: none; }
  :host([mini]) [part='seek'] { flex-basis: 8rem; }
}
/* A window so low, or zoomed so far, has no room to spare. */
@media (max-height: 20rem) {
  :host([mini]) [part='bar'] { position: static; box-shadow: none; }
}
`;

/** What the page itself may not hide behind the player: the browser scrolls focus clear of it. */
const CLEARANCE = ':root { scroll-padding-block-end: 5.5rem; }';

/** @type {WeakSet<Document | ShadowRoot>} */
const styled = new WeakSet();

const clearance = sheet(CLEARANCE);

/** One player may come before the other has gone. @type {Set<Element>} */
const sticking = new Set();

/** @param {Document | ShadowRoot} page its own sheets stay, and win by `--listen-…` properties */
export function adoptHighlightStyle(page) {
  if (styled.has(page)) return;
  styled.add(page);
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet(HIGHLIGHT)];
}

/** @param {ShadowRoot} root */
export function adoptStickyStyle(root) {
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet(STICKY)];
}

/** @param {Element} player @param {boolean} sticks whether room is kept for it */
export function keepClear(player, sticks) {
  if (sticks) sticking.add(player);
  else sticking.delete(player);
  const others = document.adoptedStyleSheets.filter((it) => it !== clearance);
  document.adoptedStyleSheets = sticking.size ? [...others, clearance] : others;
}
