/** Attributes that are properties too. */

/**
 * Gives a class a property for each attribute: setting one sets the other.
 * @param {typeof HTMLElement} type
 * @param {string[]} names
 */
export function reflect(type, names) {
  for (const name of names) {
    if (name in type.prototype) continue; // such as `lang`, which every element has
    Object.defineProperty(type.prototype, name, {
      /** @this {HTMLElement} */
      get() {
        return this.getAttribute(name);
      },
      /** @this {HTMLElement} @param {string | null | undefined} value */
      set(value) {
        if (value === null || value === undefined) this.removeAttribute(name);
        else this.setAttribute(name, value);
      },
    });
  }
}

/**
 * Takes over what a page has set before the script came: an own property would hide ours.
 * @param {any} element
 * @param {string[]} names
 */
export function adoptEarly(element, names) {
  for (const name of names) {
    if (!Object.hasOwn(element, name)) continue;
    const value = element[name];
    delete element[name];
    element[name] = value;
  }
}
