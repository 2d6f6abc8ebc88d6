/** mpv without a window or a loudspeaker, asked over its socket. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Child } from './child.js';
import { program } from './found.js';
import { until } from './until.js';

/** It opens its socket before anything else. */
const START_MS = 60_000;

export const MPV = program('mpv');

/**
 * @param {string[]} args what it plays, and how
 * @returns {Promise<{ property: (name: string) => Promise<any>, stop: () => Promise<void> }>}
 *   `property` is undefined where there is none yet
 */
export async function startMpv(args) {
  const folder = await mkdtemp(join(tmpdir(), 'aloud-mpv-'));
  const socket = join(folder, 'socket');
  const clear = () => rm(folder, { recursive: true, force: true });
  // `idle` keeps it there to be asked, whatever becomes of the file.
  const quiet = ['--no-config', '--idle', '--no-ytdl', '--vo=null', '--ao=null'];
  const child = new Child(String(MPV), [...quiet, `--input-ipc-server=${socket}`, ...args]);
  child.lines.resume();
  const stop = () => child.stop().then(clear);
  try {
    const listening = until('the socket of mpv', START_MS, () => connected(socket));
    const connection = await child.ready(START_MS, listening);
    return { property: asker(connection), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {string} socket @returns {Promise<import('node:net').Socket | null>} null while nobody listens */
function connected(socket) {
  const connection = createConnection(socket);
  return new Promise((resolve) => {
    connection.once('connect', () => resolve(connection)).once('error', () => resolve(null));
  });
}

/** @param {import('node:net').Socket} connection @returns {(name: string) => Promise<any>} */
function asker(connection) {
  /** @type {Map<number, (value: any) => void>} */
  const waiting = new Map();
  createInterface({ input: connection }).on('line', (line) => {
    const { request_id: id, data } = JSON.parse(line);
    waiting.get(id)?.(data);
    waiting.delete(id);
  });
  let asked = 0;
  return (name) => new Promise((resolve) => {
    asked += 1;
    waiting.set(asked, resolve);
    const command = { command: ['get_property', name], request_id: asked };
    connection.write(`${JSON.stringify(command)}\n`);
  });
}
