/** Firefox with the plain file. */
import { playsColdFiles } from './cold-file.js';
import { launchFirefox, noFirefox } from './firefox.js';

playsColdFiles({ name: 'firefox', skip: noFirefox, launch: launchFirefox });
