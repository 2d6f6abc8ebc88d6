/** What a page is loaded with: the bar, and the button in it. */
import { adopt, drawing, element } from './elements.js';
import { BUTTON } from './styles.js';

// Each sign is a hole in the disc, drawn against its direction: it needs no second colour, so it is seen
// on any page.
const DISC = 'M20 0a20 20 0 1 1-.1 0z';
const PLAY = `${DISC}M15.5 13v14q0 2 2 1.2l11.5-7q1.4-1.2 0-2.4l-11.5-7q-2-.8-2 1.2z`;
const PAUSE = `${DISC}M14 12v16h4v-16zM22 12v16h4v-16z`;
const RING = 'M20-2.5a22.5 22.5 0 1 1-.1 0z';

export class Button {
  #label = element('span', { part: 'label' });
  #length = element('span', { part: 'length' });
  /** The place of the sign. */
  #sign = element('span', { class: 'sign' });
  #button = element('button', { part: 'button' }, this.#sign, this.#label, this.#length);

  /** What is pressed: our button, or the page's own in its place. */
  press = element('slot', { name: 'button' }, this.#button);
  bar = element('div', { part: 'bar', role: 'group' }, this.press);
  /** All that says something in words of ours. */
  box = element('div', {}, this.bar);

  /** @param {ShadowRoot} root */
  constructor(root) {
    adopt(root, BUTTON);
    root.append(this.box, element('slot'));
  }

  /** Draws what only the eye needs, once the reader may see it: for a page the first drawing is dear. */
  draw() {
    this.#sign.append(
      drawing(40, { class: 'play', d: PLAY }, { class: 'pause', d: PAUSE }, { class: 'ring', d: RING }),
    );
  }

  /**
   * @param {string} label what the button is called
   * @param {string} name what the player is called
   * @param {boolean} pressed whether it sounds, or is about to
   */
  show(label, name, pressed) {
    this.#label.textContent = label;
    this.bar.setAttribute('aria-label', name);
    // The page's own button says the same whatever it does.
    for (const own of this.press.assignedElements()) own.setAttribute('aria-pressed', String(pressed));
  }

  /** @param {string} length what stands beside the label */
  showLength(length) {
    this.#length.textContent = length;
  }

  /** Focus is not lost with the control that had it. */
  keepFocus() {
    const { activeElement } = /** @type {ShadowRoot} */ (this.bar.getRootNode());
    if (activeElement && !activeElement.getClientRects().length) this.#focus();
  }

  /** The page's own button stands in for ours. */
  #focus() {
    const [own] = /** @type {HTMLElement[]} */ (this.press.assignedElements());
    (own ?? this.#button).focus({ preventScroll: true });
  }
}
