/** The player's words in the language of its page. */
import { load } from './load.js';
import { english } from './words.js';

/** @typedef {typeof english} Words */
/** @typedef {keyof Words} Word */

/** Languages other than English that there is a file of in `words/`. */
const KNOWN = 'ar de es fr he hi it ja pt ru zh'.split(' ');

export class Language {
  #host;
  #words = english;
  /** BCP 47 tag that the page states. */
  stated = '';
  /** That of the words, and so of the times in them. */
  tag = 'en';

  /** @param {HTMLElement} host whose attributes override single texts, and whose `lang` counts */
  constructor(host) {
    this.#host = host;
  }

  /**
   * Takes up the language that the page states now.
   * @param {() => void} onChange when its words have come
   */
  async settle(onChange) {
    const tag = languageAround(this.#host);
    if (tag === this.stated) return;
    this.stated = tag;
    const [language] = tag.split('-');
    const words = language === 'en' ? english : await wordsOf(language);
    if (tag !== this.stated) return;
    if (!words) {
      this.stated = ''; // out of reach now: they are asked for again
      if (this.tag === 'en') return; // nothing is said otherwise
    }
    this.#words = words ?? english;
    this.tag = this.#words === english && language !== 'en' ? 'en' : tag;
    onChange();
  }

  /**
   * @param {Word} word
   * @param {string} [value] what stands in its place
   * @param {string} [second] in the second one
   * @returns {string}
   */
  say(word, value = '', second = '') {
    const text = this.#host.getAttribute(`text-${withHyphens(word)}`) ?? this.#words[word] ?? english[word];
    return text.replace('{}', value).replace('{2}', second);
  }
}

/** @param {string} word @returns {string} as an attribute is written */
function withHyphens(word) {
  const small = word.toLowerCase();
  // The button is called by one that needs no expression, which takes time to be compiled.
  return small === word ? word : word.replace(/[A-Z]/g, '-$&').toLowerCase();
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

/**
 * @param {string} language
 * @returns {Promise<Words | null>} English where there is no other; null where they are out of reach
 */
async function wordsOf(language) {
  if (!KNOWN.includes(language)) return english;
  return load(language, (query) => import(`./words/${language}.js${query}`));
}
