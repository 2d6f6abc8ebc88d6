/** The choice of a voice, where the service has several for the article's language. */
import { element, on } from '../elements.js';
import { field } from './field.js';

export class Voices {
  #kit;
  #select = element('select', { class: 'choice' });
  /** The language whose voices were asked for. */
  #asked = '';

  box;

  /** @param {import('../listen-to-article.js').Kit} kit */
  constructor(kit) {
    this.#kit = kit;
    this.box = field(kit.language.say('voice'), this.#select);
    this.box.hidden = true;
    on(this.#select, 'change', () => this.#choose());
  }

  fill() {
    const { manifest } = this.#kit.playback.article;
    if (manifest) this.#select.value = manifest.voice;
    if (!manifest || this.#asked === manifest.lang || this.#kit.host.hasAttribute('manifest')) return;
    this.#asked = manifest.lang;
    this.box.hidden = true;
    this.#offer(manifest).catch(() => {}); // without a choice; the next article has one again
  }

  /** @param {import('../manifest.js').Manifest} manifest */
  async #offer(manifest) {
    const answer = await fetch(new URL('/v1/audio/voices', manifest.audio), { credentials: 'omit' });
    const { voices } = await answer.json();
    if (this.#asked !== manifest.lang) return;
    const speaks = primary(manifest.lang);
    // In quotes, as that one is not our property of this name.
    const fit = voices.filter((/** @type {any} */ { 'language': spoken }) =>
      spoken === '*' || primary(spoken) === speaks);
    this.#select.replaceChildren(
      ...fit.map((/** @type {any} */ { id, name }) => element('option', { value: id }, name)),
    );
    this.#select.value = manifest.voice;
    this.box.hidden = this.#select.options.length < 2;
  }

  /** Goes on at the same words: they are remembered as the old voice leaves. */
  #choose() {
    const { host, playback } = this.#kit;
    const sounds = !playback.audio.paused;
    host.setAttribute('voice', this.#select.value);
    if (sounds) playback.play();
  }
}

/** @param {string} tag @returns {string} */
function primary(tag) {
  return tag.toLowerCase().split(/[-_]/)[0];
}
