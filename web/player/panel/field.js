/** A choice with its name in front of it. */
import { element, on } from '../elements.js';

/** @param {string} name @param {HTMLElement} choice @returns {HTMLElement} */
export function field(name, choice) {
  return element('label', { class: 'field' }, element('span', {}, name), choice);
}

/** @param {string} name @param {boolean} checked @param {(checked: boolean) => void} onChange */
export function checkbox(name, checked, onChange) {
  const box = element('input', { type: 'checkbox' });
  box.checked = checked;
  on(box, 'change', () => onChange(box.checked));
  return element('label', { class: 'check' }, box, element('span', {}, name));
}

/** @param {string} name @param {() => void} onPress @returns {HTMLButtonElement} */
export function action(name, onPress) {
  const button = element('button', { type: 'button', class: 'action' }, name);
  on(button, 'click', onPress);
  return button;
}
