/** Elements made, and listened to, in one call. Text goes in as text: nothing is ever read as HTML. */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, ...children) {
  const made = withAttributes(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

/**
 * @param {Record<string, string>} attributes
 * @param {string} d what is drawn
 * @param {string} [turned] class of what is drawn
 * @param {...string} children behind it
 */
export function small(attributes, d, turned = '', ...children) {
  return element('button', { class: 'small', ...attributes }, drawing(22, { d, class: turned }), ...children);
}

/**
 * @param {number} size of its square
 * @param {...Record<string, string>} drawn attributes of each path
 * @returns {SVGElement} that is seen, and nothing to a screen reader
 */
export function drawing(size, ...drawn) {
  const svg = withAttributes(document.createElementNS(SVG, 'svg'), {
    viewBox: `0 0 ${size} ${size}`, 'aria-hidden': 'true',
  });
  svg.append(...drawn.map((path) => withAttributes(document.createElementNS(SVG, 'path'), path)));
  return svg;
}

/**
 * @param {EventTarget} target
 * @param {string} events names with spaces between them
 * @param {(event: any) => void} run
 * @param {AbortSignal} [signal] ends it; without one it lasts as long as the target
 */
export function on(target, events, run, signal) {
  for (const event of events.split(' ')) target.addEventListener(event, run, { signal });
}

/** For the ear and, where a pointer rests, for the eye. @param {Element} control @param {string} name */
export function entitle(control, name) {
  control.setAttribute('aria-label', name);
  control.setAttribute('title', name);
}

/** Its other sheets stay. @param {Document | ShadowRoot} root @param {string} css */
export function adopt(root, css) {
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet(css)];
}

/** What was made before, by its text: all players share it. @type {Record<string, CSSStyleSheet>} */
const sheets = {};

/** @param {string} css @returns {CSSStyleSheet} */
function sheet(css) {
  const made = sheets[css] ?? new CSSStyleSheet();
  if (!sheets[css]) made.replaceSync(css);
  return (sheets[css] = made);
}

/**
 * @template {Element} Made
 * @param {Made} made
 * @param {Record<string, string>} attributes
 * @returns {Made}
 */
function withAttributes(made, attributes) {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
