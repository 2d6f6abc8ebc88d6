/**
 * The player as it is served: one file, minified, and what that loads. `PLAYER_FILES` names a folder that
 * `aloud render` has put it into; with `ALOUD_BIN` it comes from that service.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { noService, startService } from './service.js';
import { BLOCKS, Stage, pageOf, paragraphs, textOf } from './stage.js';
import { article } from './standin.js';

const { PLAYER_FILES } = process.env;
const options = { skip: !PLAYER_FILES && noService };

/** Of these the player uses its own only. */
const ALSO_OF_BROWSERS = ['address', 'controls', 'forget', 'language'];

const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; media-src 'self'";

const stage = new Stage();
let service;

before(async () => {
  if (!PLAYER_FILES && !noService) service = await startService(['--voice', 'tone']);
});

after(() => service?.stop());

/** @param {Parameters<typeof pageOf>[0]} [given] @param {Parameters<Stage['open']>[1]} [how] */
async function open(given = {}, how = {}) {
  stage.behaviour.player = PLAYER_FILES ?? service.origin;
  return stage.open(pageOf(given), how);
}

test('a press plays, and the sentence is marked', options, async () => {
  const player = await open();
  await player.start();
  await player.marks('A title');
});

test('the panel has steps and chapters', options, async () => {
  const player = await open();
  await player.start();
  await player.openPanel();
  await player.control('Next sentence').click();
  await player.panel.getByRole('button', { name: 'A heading' }).waitFor();
});

test('keys work in it', options, async () => {
  const player = await open();
  await player.startAndPause();
  await player.button.focus();
  await stage.page.keyboard.press('l');
  await player.plays(14);
  await stage.page.keyboard.press('>');
  await player.until((element) => element.playbackRate === 1.25);
});

test('it sticks to the window', options, async () => {
  const long = paragraphs(60);
  stage.behaviour.article = article(long.slice(0, 3));
  const player = await open({ text: textOf(long) });
  await player.start();
  await stage.page.mouse.wheel(0, 1000);
  await player.until((element) => element.hasAttribute('mini'));
});

test('it speaks the language of the page', options, async () => {
  const player = await open({ root: 'lang="de"' });
  await player.element.getByRole('button', { name: 'Artikel anhören' }).waitFor();
});

test('a strict policy is enough for it', options, async () => {
  const policy = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  const player = await open({ head: policy }, {
    script: () => {
      window.refused = [];
      addEventListener('securitypolicyviolation', (event) => window.refused.push(event.violatedDirective));
    },
  });
  await player.start();
  await player.openPanel();
  assert.deepEqual(await stage.page.evaluate(() => window.refused), []);
});

test('no property that is given a short name has one that anybody else calls it by', async () => {
  const source = await readFile(new URL('../../build/properties.rs', import.meta.url), 'utf8');
  const [, list] = /INTERNAL: &str = "([^"]+)"/.exec(source);
  const internal = list.split(/[\s\\]+/).filter(Boolean);
  assert.ok(internal.length > 10, list);
  const types = await readFile(new URL('../../web/player.d.ts', import.meta.url), 'utf8');
  const words = await readFile(new URL('../../web/player/words.js', import.meta.url), 'utf8');
  for (const name of internal) {
    assert.doesNotMatch(types + words, new RegExp(`\\b${name}[?]?[:(]`), name);
  }
  await stage.open(pageOf());
  const known = await stage.page.evaluate(() => {
    const all = Object.getOwnPropertyNames(window).map((name) => window[name]);
    const types = all.filter((it) => typeof it === 'function' && it.prototype);
    return types.flatMap((type) => Object.getOwnPropertyNames(type.prototype));
  });
  assert.ok(known.includes('textContent'));
  assert.deepEqual(internal.filter((name) => known.includes(name)).sort(), ALSO_OF_BROWSERS);
});
