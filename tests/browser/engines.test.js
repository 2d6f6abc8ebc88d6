/** The player in the three engines. */
import { launchChromium } from './browser.js';
import { launchFirefox, noFirefox } from './firefox.js';
import { playsArticles } from './plays-articles.js';
import { launchWebKit, noWebKit } from './webkit.js';

playsArticles({ name: 'chromium', skip: false, launch: launchChromium });
playsArticles({ name: 'firefox', skip: noFirefox, launch: launchFirefox });
playsArticles({ name: 'webkit', skip: noWebKit, launch: launchWebKit });
