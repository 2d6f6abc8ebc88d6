/** How the panel looks. */
import { sheet } from '../elements.js';

const PANEL = `
[part='panel'] {
  display: flex;
  flex: 1 0 100%;
  flex-wrap: wrap;
  gap: 0.5rem 1.25rem;
  padding: 0.75rem 1rem 1rem;
  border-block-start: 1px solid var(--_line);
  font-size: 0.9375rem;
}
[part='panel'] > :is(.wide, .steps) { flex-basis: 100%; }
.steps:dir(rtl) svg { transform: scaleX(-1); }
.steps { display: flex; justify-content: center; gap: 0.5rem; }
.field { display: flex; flex: 1 1 13rem; align-items: center; justify-content: space-between; gap: 0.75rem; min-block-size: 44px; }
.choice { max-inline-size: 10rem; padding-inline: 0.5rem; border: 1px solid var(--_line); border-radius: 8px; }
.check { display: flex; align-items: center; gap: 0.6rem; min-block-size: 44px; cursor: pointer; }
.check input { appearance: auto; inline-size: 20px; block-size: 20px; accent-color: var(--_accent); }
nav p { margin: 0.25rem 0; color: var(--_muted); font-size: 0.875em; }
ol { margin: 0 -0.5rem; padding: 0; list-style: none; max-block-size: 14rem; overflow-y: auto; }
.entry {
  display: flex;
  justify-content: space-between;
  gap: 1rem;
  inline-size: 100%;
  padding: 0.5rem;
  border-radius: 8px;
}
.entry:focus-visible { outline-offset: -2px; }
.entry[aria-current='true'] { padding-inline-start: calc(0.5rem - 3px); border-inline-start: 3px solid var(--_accent); font-weight: 700; }
.when { color: var(--_muted); }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; }
.told { overflow-wrap: anywhere; color: var(--_muted); }
@media (hover: hover) {
  .entry:hover { background: var(--_surface); }
}
`;

/** @param {ShadowRoot} root */
export function adoptPanelStyle(root) {
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet(PANEL)];
}
