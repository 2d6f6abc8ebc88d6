/** A sound device that nobody hears: Firefox plays nothing on a machine without one. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './child.js';
import { program } from './found.js';
import { until } from './until.js';

/** It starts in a tenth of a second. */
const START_MS = 60_000;

/** Only Linux needs it; a Mac has a device of its own. */
export const soundServer = process.platform === 'linux' ? program('pulseaudio') : '/';

/**
 * A PulseAudio server of its own, which leaves that of a desktop alone.
 *
 * @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => Promise<void> }>}
 *   the environment of those who play there
 */
export async function startSoundDevice() {
  if (process.platform !== 'linux') return { env: process.env, stop: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'aloud-sound-'));
  const socket = join(folder, 'socket');
  const env = { ...process.env, XDG_RUNTIME_DIR: folder, PULSE_SERVER: `unix:${socket}` };
  const clear = () => rm(folder, { recursive: true, force: true });
  const child = new Child(String(soundServer), [
    '-n', '--daemonize=no', '--use-pid-file=no', '--exit-idle-time=-1',
    `--load=module-native-protocol-unix socket=${socket} auth-anonymous=1`,
    '--load=module-null-sink',
  ], { env: { ...env, PULSE_RUNTIME_PATH: folder, PULSE_STATE_PATH: folder } });
  try {
    const listening = until('the socket of PulseAudio', START_MS, () => existsSync(socket));
    await child.ready(START_MS, listening);
    return { env, stop: () => child.stop().then(clear) };
  } catch (error) {
    await clear();
    throw error;
  }
}
