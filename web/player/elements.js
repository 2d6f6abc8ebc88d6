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
 * @param {string} viewBox
 * @param {Record<string, string>[]} paths attributes of each
 * @returns {SVGElement} that is seen, and nothing to a screen reader
 */
export function drawing(viewBox, paths) {
  const svg = withAttributes(document.createElementNS(SVG, 'svg'), { viewBox, 'aria-hidden': 'true' });
  svg.append(...paths.map((path) => withAttributes(document.createElementNS(SVG, 'path'), path)));
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

/** @param {string} css @returns {CSSStyleSheet} */
export function sheet(css) {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
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
