/** The player's words in the language of its page. */
import { english } from './words.js';

/** @typedef {typeof english} Words */
/** @typedef {keyof Words} Word */

/** Languages other than English that there is a file of in `words/`. */
const KNOWN = ['ar', 'de', 'es', 'fr', 'he', 'hi', 'it', 'ja', 'pt', 'ru', 'zh'];

/** Asked for once, however many players a page has. @type {Map<string, Promise<Words>>} */
const asked = new Map();

export class Language {
  #host;
  #words = english;
  #tag = '';

  /** @param {HTMLElement} host whose attributes override single texts, and whose `lang` counts */
  constructor(host) {
    this.#host = host;
  }

  /** BCP 47 tag for times in words; the browser's own language if undefined. */
  get tag() {
    return this.#tag || undefined;
  }

  /**
   * Takes up the language that the page states now.
   * @param {() => void} onChange when its words have come
   */
  async settle(onChange) {
    const tag = languageAround(this.#host);
    if (tag === this.#tag) return;
    this.#tag = tag;
    const words = await wordsOf(tag.split('-')[0]);
    if (tag !== this.#tag) return;
    this.#words = words;
    onChange();
  }

  /**
   * @param {Word} word
   * @param {...string} values what stands in its places
   * @returns {string}
   */
  say(word, ...values) {
    const name = `text-${word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const text = this.#host.getAttribute(name) ?? this.#words[word] ?? english[word];
    return text.replace('{}', values[0] ?? '').replace('{2}', values[1] ?? '');
  }
}

/** @param {Element} element @returns {string} BCP 47 tag that the page states; empty where that is none */
function languageAround(element) {
  const stated = element.closest('[lang]')?.getAttribute('lang');
  const root = element.getRootNode();
  if (typeof stated !== 'string') return root instanceof ShadowRoot ? languageAround(root.host) : '';
  try {
    return Intl.getCanonicalLocales(stated.replaceAll('_', '-'))[0] ?? '';
  } catch {
    return '';
  }
}

/** @param {string} language @returns {Promise<Words>} English where there is no other */
function wordsOf(language) {
  if (!KNOWN.includes(language)) return Promise.resolve(english);
  const file = asked.get(language) ?? import(`./words/${language}.js`).then(
    (module) => module.default,
    () => english,
  );
  asked.set(language, file);
  return file;
}
