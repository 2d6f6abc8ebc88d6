/**
 * The "Listen to article" player: load this as a module and write
 *
 *     <listen-to-article><a href="…/audio.mp3">Listen to article</a></listen-to-article>
 *
 * Layout, from the page inwards:
 * - `listen-to-article.js` the element: attributes (`properties.js`), events, life in the page
 * - `button.js`            the button, made by `elements.js`
 * - `styles.js`            how it looks, and what is around it later
 * - `languages.js`         what it says: `words.js`, or a file of `words/`; `time.js` for times
 *
 * Made when the reader comes near, or the page uses it:
 * - `playback.js`          the audio element and its state
 * - `places.js`            where a reader stopped, in the browser's memory (`memory.js`)
 * - `system.js`            the lock screen and headset buttons
 * - `article.js`           what the service knows of the article, asked through `manifest.js`;
 *                          `addresses.js` for where
 * - `controls.js`          what is around the button
 * - `device.js`            the voice of the reader's own device, where the service is out of reach
 * - `load.js`              what comes later, and is asked for again where that failed
 *
 * Loaded with the first sound:
 * - `reading.js`           which sentence and word are spoken
 *                          (`reading/follower.js`), where they stand in the page (`highlight.js`,
 *                          `page-text.js`), scrolling along, hearing from a click, the sticky player, keys
 * - `panel/panel.js`       steps, voices, chapters, sleep timer, sharing
 */
import { ListenToArticle } from './player/listen-to-article.js';

ListenToArticle.home = import.meta.url;

// A page may carry the script twice, or from two hosts: the first one stays. A browser too old for our
// style sheets keeps the link.
if (!customElements.get('listen-to-article') && 'adoptedStyleSheets' in document) {
  customElements.define('listen-to-article', ListenToArticle);
}

export { ListenToArticle };
