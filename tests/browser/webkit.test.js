/**
 * WebKitGTK with the plain file.
 *
 * WebKit asks its media stack, GStreamer, for exact seeks, and of an MP3 that knows exactly only what
 * it has read. So it asks for no range at the place but reads all sound up to there, which is made for
 * it: a minute and a half takes seconds, an hour minutes. It says a length of 0 with `loadedmetadata`
 * and the true one a moment later. Both are so with a plain file of a plain web server; Apple's own
 * decoder is another one.
 */
import { playsColdFiles } from './cold-file.js';
import { launchWebKit, noWebKit } from './webkit.js';

playsColdFiles({ name: 'webkit', skip: noWebKit, launch: launchWebKit, readsThrough: true });
