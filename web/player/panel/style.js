/** How the panel looks. */
export const PANEL = `
[part='panel'] {
  display: flex;
  flex-wrap: wrap;
  gap: 0.5rem 1.25rem;
  padding: 0.75rem 1rem 1rem;
  border-block-start: 1px solid var(--_line);
  font-size: 0.9375rem;
}
[part='panel'], .steps, .wide { flex-basis: 100%; }
.steps, .actions { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; }
.steps { justify-content: center; }
.steps:dir(rtl) svg { transform: scaleX(-1); }
.field, .check { display: flex; align-items: center; gap: 0.6rem; min-block-size: 44px; }
.field { flex: 1 1 13rem; justify-content: space-between; }
.choice { max-inline-size: 10rem; padding-inline: 0.5rem; border: 1px solid var(--_line); border-radius: 8px; }
.check { cursor: pointer; }
.check input { appearance: auto; inline-size: 20px; block-size: 20px; accent-color: var(--_accent); }
nav p { margin: 0.25rem 0; font-size: 0.875em; }
nav p, .when, .told { color: var(--_muted); }
ol { margin: 0 -0.5rem; padding: 0; list-style: none; max-block-size: 14rem; overflow-y: auto; }
.entry { justify-content: space-between; gap: 1rem; inline-size: 100%; padding: 0.5rem; border-radius: 8px; }
.entry:focus-visible { outline-offset: -2px; }
.entry[aria-current='true'] { padding-inline-start: calc(0.5rem - 3px); border-inline-start: 3px solid var(--_accent); font-weight: 700; }
.told { overflow-wrap: anywhere; }
`;
