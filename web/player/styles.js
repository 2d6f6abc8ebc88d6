/**
 * How the player looks. Constructable sheets: a strict Content-Security-Policy
 * allows them, unlike inline styles. Colours derive from the page's own text colour, so that
 * the player fits a light or a dark page without being told which one it is.
 */

/** The button in its place: all that a page pays for that nobody hears, so it is little. */
export const BUTTON = `
:host {
  --_ink: var(--listen-color, currentColor);
  --_surface: var(--listen-surface, color-mix(in srgb, var(--_ink) 6%, transparent));
  --_line: var(--listen-line, color-mix(in srgb, var(--_ink) 16%, transparent));
  display: block;
  font: 500 0.9375rem/1.25 var(--listen-font, system-ui, sans-serif);
  font-variant-numeric: tabular-nums;
  letter-spacing: normal;
  text-align: start;
  -webkit-text-size-adjust: none;
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }

[part='bar'] {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  inline-size: fit-content;
  min-block-size: 48px;
  max-inline-size: min(100%, var(--listen-width, 36rem));
  padding: 1px;
  border: 1px solid var(--_line);
  border-radius: var(--listen-radius, 24px);
  background: var(--_surface);
  color: var(--_ink);
}

button, select, .action {
  flex: none;
  min-inline-size: 44px;
  min-block-size: 44px;
  margin: 0;
  border: 0;
  border-radius: 22px;
  background: none;
  color: inherit;
  font: inherit;
  cursor: pointer;
  -webkit-tap-highlight-color: transparent;
}
button, .action {
  display: flex;
  align-items: center;
  gap: 0.6rem;
  padding: 4px;
}

.sign { flex: none; inline-size: 36px; block-size: 36px; }
[part='button'] { flex-shrink: 1; }
[part='label'] { font-weight: 600; }
[part='length'] { padding-inline-end: 0.4rem; }
slot:not([name]) { display: none; }
`;

/** All else. */
export const PLAYER = `
:host {
  --_accent: var(--listen-accent, var(--_ink));
  --_muted: var(--listen-muted, color-mix(in srgb, var(--_ink) 72%, transparent));
  --_rail: var(--listen-rail, color-mix(in srgb, var(--_ink) 45%, transparent));
  --_focus: var(--listen-focus, var(--_accent));
}
button:active svg { transform: scale(0.95); }
:focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }

svg {
  flex: none;
  inline-size: 36px;
  block-size: 36px;
  display: block;
  fill: var(--_accent);
  stroke-linecap: round;
  stroke-linejoin: round;
  overflow: visible;
}
.pause, .ring { display: none; }

[part='length']:not(:empty) { padding-inline-end: 0.9rem; color: var(--_muted); white-space: nowrap; }
[part='length']:not(:empty)::before { content: '·'; content: '·' / ''; margin-inline-end: 0.6rem; }
/* Its place is kept: nothing moves when it comes. */
[inert] { visibility: hidden; }
:host(:not([state='idle'], [state='error'])) [part='bar'], [part='bar']:has([aria-expanded='true']) {
  inline-size: auto;
}
option { background: Canvas; color: CanvasText; }

/* The small signs are lines. */
.small { justify-content: center; gap: 2px; font-size: 0.8125rem; }
.small svg { inline-size: 22px; block-size: 22px; fill: none; stroke: currentColor; stroke-width: 1.8; }
[part='more'] svg { stroke-width: 3.4; }
.mirrored { transform: scaleX(-1); transform-origin: center; }
:host(:is([state='preparing'], [state='playing'])) .play { display: none; }
:host(:is([state='preparing'], [state='playing'])) .pause { display: inline; }

/* A short wait shows no ring: it would only flicker. */
.ring {
  fill: none;
  stroke: var(--_accent);
  stroke-width: 2;
  stroke-dasharray: 34 100;
  transform-origin: center;
}
:host([state='preparing']) [part='button'] svg { padding: 3px; }
:host([state='preparing']) .ring {
  display: inline;
  animation: turn 1.1s linear 0.3s infinite, arrive 0.2s 0.3s both;
}
@keyframes turn { to { transform: rotate(1turn); } }

:host(:not([state='idle'], [state='error'])) [part='label'] {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
:host(:not([state='idle'])) [part='length'] { display: none; }

[part='seek'], .tools { display: none; align-items: center; }
:host(:not([state='idle'], [state='error'])) :is([part='seek'], .tools), .tools:has([aria-expanded='true']) {
  display: flex;
  animation: arrive 0.22s ease-out;
}
[part='seek'] { position: relative; flex: 1 1 13rem; gap: 0.35rem; min-inline-size: 0; padding-inline: 0.6rem 0.8rem; }
/* In the room under the rail. */
.wait {
  position: absolute;
  inset: auto 0 0;
  overflow: hidden;
  color: var(--_muted);
  font-size: 0.6875rem;
  text-align: center;
  white-space: nowrap;
  pointer-events: none;
}
.tools { flex: none; margin-inline: auto; padding-inline-end: 4px; }
[part='speed'] { appearance: none; padding-inline: 0.4rem; text-align: center; }
@keyframes arrive { from { opacity: 0; } }
[part~='time'] { color: var(--_muted); font-size: 0.875em; }
/* A figure and its sign stand in this order in every script. */
[part~='time'], [part='speed'] { direction: ltr; }
[part~='elapsed'] { min-inline-size: 2.4em; color: var(--_ink); text-align: end; }
.track { display: grid; flex: 1; align-items: center; min-inline-size: 3rem; }
.track > * { grid-area: 1/1; }

/* The bar is a progress element under the slider: it fills from the start in any direction. */
progress {
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
input:disabled { opacity: 0; cursor: default; }
input::-webkit-slider-thumb {
  appearance: none;
  inline-size: 16px;
  block-size: 16px;
  border: 0;
  border-radius: 50%;
  background: var(--_accent);
}
input::-moz-range-thumb {
  appearance: none;
  inline-size: 16px;
  block-size: 16px;
  border: 0;
  border-radius: 50%;
  background: var(--_accent);
}

.action { display: inline-flex; padding-inline: 1rem; border: 1px solid var(--_line); text-decoration: none; }
@media (hover: hover) {
  button:hover svg { opacity: 0.8; }
  .action:hover { border-color: currentColor; }
  .entry:hover { background: var(--_surface); }
}
[part='message'] { flex-basis: 100%; margin: 0 0.8rem 0.6rem; font-size: 0.9375em; }
[part='device'] { margin: 0 0.8rem 0.6rem; }
[part='message']:empty { display: none; }
::slotted(a) { display: inline-block; padding-block: 0.8rem; }
:host([state='error']) slot:not([name]) { display: inline-block; }

@media (prefers-reduced-motion: reduce) {
  * { animation-duration: 0s !important; }
}
@media (forced-colors: active) {
  :host { --_accent: ButtonText; --_line: ButtonText; --_rail: GrayText; --_focus: Highlight; }
  svg, progress, input { color: ButtonText; forced-color-adjust: none; }
}
`;
