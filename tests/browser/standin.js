/**
 * A stand-in for the service: canned articles, a generated tone, and ways to misbehave that the
 * real service cannot be asked for. It also serves the player and the pages of a test.
 */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';

const WEB = new URL('../../web/', import.meta.url);
const RATE = 8000;

const TYPES = {
  js: 'text/javascript', html: 'text/html; charset=utf-8', css: 'text/css', svg: 'image/svg+xml',
};

/**
 * @param {{ kind?: string, text: string }[]} blocks
 * @param {number} [secondsEach] length of each sentence
 * @returns an article as the service would plan it, with a tone for sound
 */
export function article(blocks, secondsEach = 1.2) {
  const sentences = blocks.flatMap(({ text }, block) =>
    [...text.matchAll(/\S.*?(?:[.!?](?=\s|$)|$)/g)].map((found) => ({
      block, from: found.index, to: found.index + found[0].length,
    })));
  const timed = sentences.map((sentence, index) => ({
    ...sentence,
    start: index * secondsEach,
    end: (index + 1) * secondsEach - 0.2,
    exact: true,
  }));
  const duration = timed.length * secondsEach;
  return { id: 'a1', title: 'A title', duration, exact: true, blocks, sentences: timed };
}

/**
 * @param {{ article: ReturnType<typeof article>, pages?: Record<string, string> }} given
 *   `pages` maps paths to HTML
 */
export async function standin({ article, pages = {} }) {
  const sound = tone(article.duration);
  /** What tests change while it runs. */
  const behaviour = { down: false, article, requests: [] };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    behaviour.requests.push(request.url);
    response.setHeader('access-control-allow-origin', '*');
    if (pages[pathname]) return send(response, 200, TYPES.html, pages[pathname]);
    if (!pathname.startsWith('/v1/')) return sendFile(response, pathname);
    if (behaviour.down) return response.destroy();
    if (pathname.endsWith('/timings.json')) return sendJson(response, behaviour.article);
    if (pathname.endsWith('/audio.mp3')) return sendSound(request, response, sound);
    sendJson(response, manifest(behaviour.article));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    behaviour,
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

function manifest({ id, title, duration, exact, sentences }) {
  return {
    id, title, duration, exact, sentences, lang: 'en', voice: 'tone', state: 'ready',
    links: {
      self: `/v1/articles/${id}`,
      audio: { mp3: `/v1/articles/${id}/audio.mp3` },
      timings: `/v1/articles/${id}/timings.json`,
    },
  };
}

async function sendFile(response, pathname) {
  const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
  try {
    const body = await readFile(new URL(`.${path}`, WEB));
    send(response, 200, TYPES[path.split('.').pop()] ?? 'text/plain', body);
  } catch {
    send(response, 404, 'text/plain', 'not found');
  }
}

function sendJson(response, value) {
  send(response, 200, 'application/json', JSON.stringify(value));
}

function send(response, status, type, body) {
  response.writeHead(status, { 'content-type': type }).end(body);
}

function sendSound(request, response, sound) {
  const [, from = 0, to] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
  const end = to ? Number(to) + 1 : sound.length;
  response.writeHead(request.headers.range ? 206 : 200, {
    'content-type': 'audio/wav',
    'accept-ranges': 'bytes',
    'content-length': end - from,
    ...(request.headers.range && { 'content-range': `bytes ${from}-${end - 1}/${sound.length}` }),
  });
  response.end(sound.subarray(Number(from), end));
}

/** @param {number} seconds @returns {Buffer} a WAV file, 8 bit mono */
function tone(seconds) {
  const samples = Math.round(seconds * RATE);
  const file = Buffer.alloc(44 + samples);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + samples, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(1, 22); // one channel
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write('data', 36);
  file.writeUInt32LE(samples, 40);
  for (let i = 0; i < samples; i += 1) file[44 + i] = 128 + 40 * Math.sin((i * 440 * 6.28) / RATE);
  return file;
}
