/** A choice with its name in front of it. */
import { element } from '../elements.js';

/** @param {string} name @param {HTMLElement} choice @returns {HTMLElement} */
export function field(name, choice) {
  return element('label', { class: 'field' }, element('span', {}, name), choice);
}
