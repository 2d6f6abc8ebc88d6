/** ffmpeg and mpv, which stand for all players that are not browsers, with the plain file. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { page, planned, publish } from './articles.js';
import { lacking, program } from './found.js';
import { MPV, startMpv } from './mpv.js';
import { VOICE, noService, startService } from './service.js';
import { until } from './until.js';

const run = promisify(execFile);

const FFMPEG = program('ffmpeg');
const FFPROBE = program('ffprobe');

/** Half a minute: most of these tests have all of it made. */
const SENTENCES = 6;

/** The first frame of a decoder may be missing, and a seek is to a frame: 24 ms each. */
const FRAME_SECONDS = 0.03;

/** How far mpv plays, in real time. */
const HEARD_SECONDS = 0.5;

/** A debug build makes half a minute of sound in less, on a machine that compiles beside it. */
const PATIENCE_MS = 60_000;

const withFfmpeg = { skip: noService || lacking('ffmpeg', { ffmpeg: FFMPEG, ffprobe: FFPROBE }) };
const withMpv = { skip: noService || lacking('mpv', { mpv: MPV }) };

let service;
let published = 0;

before(async () => {
  if (!noService) service = await startService(['--voice', VOICE]);
});

after(() => service?.stop());

/** @returns an article that no other test has had, planned and not made, with its length */
async function coldFile() {
  published += 1;
  const article = await publish(service.origin, page(published, SENTENCES));
  return { sound: article.sound, length: await planned(article) };
}

/** @param {number} actual @param {number} expected */
function same(actual, expected) {
  assert.ok(Math.abs(actual - expected) < FRAME_SECONDS, `${actual} s, not ${expected} s`);
}

/** @param {string[]} input how ffmpeg is to read @returns {Promise<number>} seconds it decodes */
async function decoded(input) {
  const samples = ['-f', 's16le', '-ac', '1', '-ar', '24000', '-'];
  const { stdout, stderr } = await run(FFMPEG, ['-v', 'error', '-nostdin', ...input, ...samples], {
    encoding: 'buffer', maxBuffer: Infinity,
  });
  assert.equal(stderr.toString(), '', 'ffmpeg complains');
  return stdout.length / 2 / 24_000;
}

test('ffprobe is told the true length of sound that does not exist', withFfmpeg, async () => {
  const { sound, length } = await coldFile();
  const { stdout } = await run(FFPROBE, ['-v', 'error', '-show_format', '-of', 'json', sound]);
  same(Number(JSON.parse(stdout).format.duration), length);
});

test('ffmpeg decodes all of it without an error, as long as the plan says', withFfmpeg, async () => {
  const { sound, length } = await coldFile();
  same(await decoded(['-i', sound]), length);
});

test('ffmpeg decodes from a middle that does not exist yet', withFfmpeg, async () => {
  const { sound, length } = await coldFile();
  const middle = length / 2;
  same(await decoded(['-ss', String(middle), '-i', sound]), length - middle);
});

test('ffmpeg decodes an article whose length is not known when it asks', withFfmpeg, async () => {
  const article = await publish(service.origin, page(1000, SENTENCES));
  const seconds = await decoded(['-i', article.sound]);
  same(seconds, await planned(article));
});

test('mpv plays on from a middle that does not exist yet, and knows its length', withMpv, async () => {
  const { sound, length } = await coldFile();
  const mpv = await startMpv(['--start=50%', sound]);
  try {
    const reached = (seconds) => async () => (await mpv.property('time-pos')) > seconds;
    await until('the middle', PATIENCE_MS, reached(length / 2 - FRAME_SECONDS));
    same(await mpv.property('duration'), length);
    await until('sound behind the middle', PATIENCE_MS, reached(length / 2 + HEARD_SECONDS));
  } finally {
    await mpv.stop();
  }
});
