/**
 * A stand-in for the service: canned articles, a generated tone, and ways to misbehave that the
 * real service cannot be asked for. It also serves the player and the pages of a test.
 */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOf, tone } from './tone.js';

const WEB = new URL('../../web/', import.meta.url);

/** How often it looks whether sound that is held back may go on. */
const HOLD_LOOK_MS = 20;

const TYPES = {
  js: 'text/javascript', html: 'text/html; charset=utf-8', css: 'text/css', svg: 'image/svg+xml',
};

/** Of a sentence: longer than a slow machine takes to look at what is spoken. */
export const SECONDS = 10;

/** @typedef {ReturnType<typeof article>} Article */

/**
 * @param {{ kind?: string, text: string }[]} blocks
 * @param {number} [secondsEach] length of each sentence
 * @param {Record<string, any>} [facts] what else is known of it, such as another `id`
 * @returns an article as the service would plan it, with a tone for sound
 */
export function article(blocks, secondsEach = SECONDS, facts = {}) {
  const sentences = blocks.flatMap(({ text }, block) =>
    [...text.matchAll(/\S.*?(?:[.!?](?=\s|$)|$)/g)].map((found) => ({
      block, from: found.index, to: found.index + found[0].length,
    })));
  const timed = sentences.map((sentence, index) => {
    const start = index * secondsEach;
    const end = start + secondsEach * 0.85; // a pause follows
    return { ...sentence, start, end, exact: true, words: words(blocks, sentence, start, end) };
  });
  const duration = timed.length * secondsEach;
  return {
    id: 'a1', title: 'A title', lang: 'en', voice: 'tone', path: '', duration, exact: true,
    blocks, sentences: timed, ...facts,
  };
}

/** All words of a sentence take equally long. */
function words(blocks, { block, from, to }, start, end) {
  const found = [...blocks[block].text.slice(from, to).matchAll(/[\p{L}\p{N}]+/gu)];
  const each = (end - start) / found.length;
  return found.map((word, index) => ({
    from: from + word.index,
    to: from + word.index + word[0].length,
    start: start + index * each,
    end: start + (index + 1) * each,
  }));
}

/**
 * @param {{ article: Article, pages?: Record<string, string> }} given `pages` maps paths to HTML
 */
export async function standin({ article, pages = {} }) {
  /** What tests change while it runs. */
  const behaviour = {
    article,
    /** Answered instead for the `voice` or the `path` of an asked URL. @type {Article[]} */
    others: [],
    voices: [{ id: 'tone', name: 'Tone', language: 'en' }],
    /** Bodies that are answered instead, by path. @type {Record<string, string>} */
    answers: {},
    /** Where the player is from instead of `web`: a folder of files, or a service. */
    player: process.env.PLAYER_FILES ?? '',
    /** No request is answered. */
    down: false,
    /** Seconds of sound after which no more comes, until this is raised. */
    hold: Infinity,
    /** @type {string[]} */
    requests: [],
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    behaviour.requests.push(request.url);
    response.setHeader('access-control-allow-origin', '*');
    if (pages[pathname]) return send(response, 200, TYPES.html, pages[pathname]);
    if (!pathname.startsWith('/v1/')) return sendFile(response, pathname, behaviour.player);
    if (behaviour.down) return response.destroy();
    const instead = behaviour.answers[pathname];
    if (instead !== undefined) return send(response, 200, 'application/json', instead);
    if (pathname === '/v1/audio/voices') return sendJson(response, { voices: behaviour.voices });
    const asked = pathname === '/v1/articles' ? lookup(behaviour, searchParams) : named(behaviour, pathname);
    if (pathname.endsWith('/timings.json')) return sendJson(response, asked);
    if (pathname.endsWith('/audio.mp3')) return sendSound(request, response, asked.duration, behaviour);
    sendJson(response, manifest(asked));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    behaviour,
    pages,
    origin: `http://127.0.0.1:${server.address().port}`,
    /** Breaks off what is being sent. */
    cut: () => server.closeAllConnections(),
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

/** @returns {Article} */
function lookup({ article, others }, parameters) {
  const asked = new URL(parameters.get('url')).pathname;
  const voice = parameters.get('voice');
  return others.find((other) => (other.path ? other.path === asked : other.voice === voice)) ?? article;
}

/** @returns {Article} */
function named({ article, others }, pathname) {
  return others.find(({ id }) => pathname.startsWith(`/v1/articles/${id}/`)) ?? article;
}

function manifest({ id, title, lang, voice, duration, exact, sentences }) {
  return {
    id, title, duration, exact, sentences, lang, voice, state: 'ready',
    links: {
      self: `/v1/articles/${id}`,
      audio: { mp3: `/v1/articles/${id}/audio.mp3` },
      timings: `/v1/articles/${id}/timings.json`,
    },
  };
}

async function sendFile(response, pathname, player) {
  const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
  try {
    const isPlayer = player && /^\/player[./]/.test(path);
    const body = await (isPlayer ? played(player, path) : readFile(new URL(`.${path}`, WEB)));
    send(response, 200, TYPES[path.split('.').pop()] ?? 'text/plain', body);
  } catch {
    send(response, 404, 'text/plain', 'not found');
  }
}

/** A file of the player as it is served. @param {string} from a folder, or a service's address */
async function played(from, path) {
  if (!/^https?:/.test(from)) return readFile(join(from, path));
  const answer = await fetch(new URL(path, from));
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

function sendJson(response, value) {
  send(response, 200, 'application/json', JSON.stringify(value));
}

function send(response, status, type, body) {
  response.writeHead(status, { 'content-type': type }).end(body);
}

async function sendSound(request, response, seconds, behaviour) {
  const sound = tone(seconds);
  const [, from = 0, to] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
  const end = to ? Number(to) + 1 : sound.length;
  response.writeHead(request.headers.range ? 206 : 200, {
    'content-type': 'audio/wav',
    'accept-ranges': 'bytes',
    'content-length': end - from,
    ...(request.headers.range && { 'content-range': `bytes ${from}-${end - 1}/${sound.length}` }),
  });
  let sent = Number(from);
  while (!response.destroyed) {
    const there = Math.min(end, bytesOf(behaviour.hold, seconds));
    if (there > sent) response.write(sound.subarray(sent, there));
    sent = Math.max(sent, there);
    if (sent >= end) return response.end();
    await new Promise((later) => setTimeout(later, HOLD_LOOK_MS));
  }
}
