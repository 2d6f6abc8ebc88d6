/** The real service, started for one test file and gone after it. */
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './child.js';

/** A first start may have to unpack a voice. */
const START_MS = 120_000;

/** A data folder whose voices are used, but not its sound. */
const INSTALLED = process.env.ALOUD_TEST_DATA;

/** The voice of the tests: the real one where it is installed. */
export const VOICE = INSTALLED ? 'en_US-joe-medium' : 'tone';

/** Why the tests that need the service cannot run, or false. */
export const noService = process.env.ALOUD_BIN ? false : 'ALOUD_BIN does not name the binary';

/**
 * @param {string[]} [more] further arguments of `aloud serve`
 * @returns {Promise<{ origin: string, stop: () => Promise<void> }>}
 */
export async function startService(more = []) {
  const data = await mkdtemp(join(tmpdir(), 'aloud-browser-'));
  if (INSTALLED) await symlink(join(INSTALLED, 'voices'), join(data, 'voices'));
  const args = ['serve', '--listen', '127.0.0.1:0', '--data', data, ...more];
  const child = new Child(process.env.ALOUD_BIN, args, { errors: 'inherit' });
  const clear = () => rm(data, { recursive: true, force: true });
  try {
    const origin = await child.ready(START_MS, child.says(/listening on (http:\S+?)\/?$/));
    return { origin, stop: () => child.stop().then(clear) };
  } catch (error) {
    await clear();
    throw error;
  }
}
