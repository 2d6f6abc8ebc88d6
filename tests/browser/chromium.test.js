/** Chromium with the plain file. */
import { launchChromium } from './browser.js';
import { playsColdFiles } from './cold-file.js';

playsColdFiles({ name: 'chromium', skip: false, launch: launchChromium });
