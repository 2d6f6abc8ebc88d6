/** The real service, started for one test file and gone after it. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

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
  const child = spawn(process.env.ALOUD_BIN, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    child.kill();
    await gone;
    await rm(data, { recursive: true, force: true });
  };
  try {
    return { origin: await listening(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @returns {Promise<string>} the address it says it listens on */
function listening(child) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the service did not start in time')), START_MS);
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`the service ended with exit code ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const origin = /listening on (http:\S+?)\/?$/.exec(line)?.[1];
      if (!origin) return;
      clearTimeout(late);
      resolve(origin);
    });
  });
}
