/**
 * How the player and its highlight look. Constructable sheets: a strict Content-Security-Policy
 * allows them, unlike inline styles. Colours derive from the page's own text colour, so that
 * the player fits a light or a dark page without being told which one it is.
 */

const PLAYER = `
:host {
  --_ink: var(--listen-color, currentColor);
  --_accent: var(--listen-accent, var(--_ink));
  --_surface: var(--listen-surface, color-mix(in srgb, var(--_ink) 6%, transparent));
  --_line: var(--listen-line, color-mix(in srgb, var(--_ink) 16%, transparent));
  --_muted: var(--listen-muted, color-mix(in srgb, var(--_ink) 72%, transparent));
  --_rail: var(--listen-rail, color-mix(in srgb, var(--_ink) 45%, transparent));
  --_focus: var(--listen-focus, var(--_accent));
  display: block;
  font: 500 0.9375rem/1.25 var(--listen-font, system-ui, sans-serif);
  letter-spacing: normal;
  text-align: start;
  -webkit-text-size-adjust: none;
  text-size-adjust: none;
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }

[part='bar'] {
  display: flex;
  align-items: center;
  inline-size: fit-content;
  min-block-size: 48px;
  max-inline-size: min(100%, var(--listen-width, 34rem));
  padding: 1px;
  border: 1px solid var(--_line);
  border-radius: var(--listen-radius, 24px);
  background: var(--_surface);
  color: var(--_ink);
}
:host(:not([state='idle'], [state='error'])) [part='bar'] {
  inline-size: auto;
}

button {
  display: flex;
  flex: none;
  align-items: center;
  gap: 0.6rem;
  min-inline-size: 44px;
  min-block-size: 44px;
  margin: 0;
  padding: 4px;
  border: 0;
  border-radius: inherit;
  background: none;
  color: inherit;
  font: inherit;
  text-align: start;
  cursor: pointer;
  -webkit-tap-highlight-color: transparent;
}
button:hover svg { opacity: 0.86; }
button:active svg { transform: scale(0.95); }
:focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }

svg { flex: none; inline-size: 36px; block-size: 36px; fill: var(--_accent); overflow: visible; }
.pause, .ring { display: none; }
:host(:is([state='preparing'], [state='playing'])) .pause { display: inline; }
:host(:is([state='preparing'], [state='playing'])) .play { display: none; }

/* A short wait shows no ring: it would only flicker. */
.ring { fill: none; stroke: var(--_accent); stroke-width: 2; stroke-linecap: round; }
.ring { stroke-dasharray: 34 100; transform-origin: center; opacity: 0; }
:host([state='preparing']) svg { padding: 3px; }
:host([state='preparing']) .ring {
  display: inline;
  animation: turn 1.1s linear 0.3s infinite, appear 0.2s 0.3s forwards;
}
@keyframes turn { to { transform: rotate(1turn); } }
@keyframes appear { to { opacity: 1; } }

[part='label'] { font-weight: 600; }
[part='length'] { padding-inline-end: 0.9rem; color: var(--_muted); white-space: nowrap; }
[part='length']:empty { padding-inline-end: 0.4rem; }
[part='length']:not(:empty)::before { content: '·'; content: '·' / ''; margin-inline-end: 0.6rem; }
:host(:is([state='preparing'], [state='playing'], [state='paused'])) [part='label'] {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
:host(:not([state='idle'])) [part='length'] { display: none; }

[part='seek'] { display: none; flex: 1; align-items: center; min-inline-size: 0; }
:host(:not([state='idle'], [state='error'])) [part='seek'] {
  display: flex;
  gap: 0.35rem;
  padding-inline: 0.6rem 1.1rem;
  animation: arrive 0.22s ease-out;
}
@keyframes arrive { from { opacity: 0; } }
[part~='time'] {
  color: var(--_muted);
  font-size: 0.875em;
  font-variant-numeric: tabular-nums;
}
[part~='elapsed'] { min-inline-size: 2.4em; color: var(--_ink); text-align: end; }
.track { display: grid; flex: 1; align-items: center; min-inline-size: 3rem; }
.track > * { grid-area: 1 / 1; }

/* The bar is a progress element under the slider: it fills from the start in any direction. */
progress {
  -webkit-appearance: none;
  appearance: none;
  inline-size: auto;
  block-size: 4px;
  margin-inline: 8px;
  border: 0;
  border-radius: 2px;
  overflow: hidden;
  background: var(--_rail);
}
progress::-webkit-progress-bar { background: none; }
progress::-webkit-progress-value { background: var(--_accent); }
progress::-moz-progress-bar { background: var(--_accent); }
input {
  -webkit-appearance: none;
  appearance: none;
  inline-size: 100%;
  block-size: 44px;
  margin: 0;
  border-radius: 8px;
  background: none;
  cursor: pointer;
  touch-action: pan-y;
}
input:focus-visible { outline-offset: -8px; }
input:disabled { cursor: default; }
input::-webkit-slider-thumb {
  -webkit-appearance: none;
  inline-size: 16px;
  block-size: 16px;
  border: 0;
  border-radius: 50%;
  background: var(--_accent);
}
input::-moz-range-thumb {
  inline-size: 16px;
  block-size: 16px;
  border: 0;
  border-radius: 50%;
  background: var(--_accent);
}
input:disabled::-webkit-slider-thumb { visibility: hidden; }
input:disabled::-moz-range-thumb { visibility: hidden; }

[part='message'] { margin: 0.6rem 0 0; color: var(--_ink); font-size: 0.9375em; }
[part='message']:empty { display: none; }
slot { display: none; }
:host([state='error']) [part='label'] { padding-inline-end: 1rem; }
:host([state='error']) slot { display: inline-block; margin-block-start: 0.35rem; }
[role='status'] {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
}

@media (prefers-reduced-motion: reduce) {
  * { animation-duration: 0s !important; animation-iteration-count: 1 !important; }
}
@media (forced-colors: active) {
  [part='bar'] { border-color: ButtonText; }
  svg { forced-color-adjust: none; fill: ButtonText; }
  .ring { stroke: Highlight; }
  progress, input { forced-color-adjust: none; }
  progress { background: GrayText; }
  progress::-webkit-progress-value { background: Highlight; }
  progress::-moz-progress-bar { background: Highlight; }
  input::-webkit-slider-thumb { background: ButtonText; }
  input::-moz-range-thumb { background: ButtonText; }
  :focus-visible { outline-color: Highlight; }
}
`;

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
@media (forced-colors: active) {
  ::highlight(aloud-sentence) { background-color: Highlight; color: HighlightText; }
}
`;

/** @type {CSSStyleSheet | undefined} */
let playerSheet;

/** @type {WeakSet<Document>} */
const styled = new WeakSet();

/** @param {ShadowRoot} root */
export function adoptPlayerStyle(root) {
  playerSheet ??= sheet(PLAYER);
  root.adoptedStyleSheets = [playerSheet];
}

/** @param {Document} page its own sheets stay, and win by `--listen-…` properties */
export function adoptHighlightStyle(page) {
  if (styled.has(page)) return;
  styled.add(page);
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet(HIGHLIGHT)];
}

/** @param {string} css @returns {CSSStyleSheet} */
function sheet(css) {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}
