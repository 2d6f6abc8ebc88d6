/**
 * The "Listen to article" player: load this as a module and write
 *
 *     <listen-to-article><a href="…/audio.mp3">Listen to article</a></listen-to-article>
 *
 * Layout, from the page inwards:
 * - `listen-to-article.js` the element: attributes (`properties.js`), events, life in the page
 * - `controls.js`          what the reader sees and presses
 * - `styles.js`            how it looks
 * - `words.js`, `time.js`  what it says, and times in figures and in words
 * - `playback.js`          the audio element and its state
 * - `article.js`           what the service knows of the article, asked through `manifest.js`
 * - `follower.js`          which sentence is spoken now
 * - `highlight.js`         that sentence in the page, found through `page-text.js`
 */
import { ListenToArticle } from './player/listen-to-article.js';

// Named here so that a browser fetches all of them at once, and not level by level.
import './player/article.js';
import './player/controls.js';
import './player/follower.js';
import './player/highlight.js';
import './player/manifest.js';
import './player/page-text.js';
import './player/playback.js';
import './player/properties.js';
import './player/styles.js';
import './player/time.js';
import './player/words.js';

// A page may carry the script twice, or from two hosts: the first one stays.
if (!customElements.get('listen-to-article')) {
  customElements.define('listen-to-article', ListenToArticle);
}

export { ListenToArticle };
