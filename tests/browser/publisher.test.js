/**
 * What a publisher does with it: pages of another site than the service's, hashes of its files, a
 * rendered folder, a frame. With `ALOUD_BIN` only.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { promisify } from 'node:util';
import { launch } from './browser.js';
import { PlayerPage } from './player-page.js';
import { noService, startService } from './service.js';
import { publisher } from './site.js';

const options = { skip: noService };

const TEXT = `<article><h1>A headline</h1><p>First one here. Second, with <em>emphasis</em>, follows.</p>
  <p>A third one, which is a little longer than the others are. And a fourth to end.</p></article>`;

let browser;
let service;
let site;
let folder;
/** @type {import('playwright-core').Page} */
let page;

before(async () => {
  if (noService) return;
  folder = await mkdtemp(join(tmpdir(), 'aloud-rendered-'));
  [browser, site] = await Promise.all([launch(), publisher(folder)]);
  service = await startService(['--voice', 'tone', '--site', site.origin]);
});

after(async () => {
  await Promise.all([browser?.close(), site?.close(), service?.stop()]);
  if (folder) await rm(folder, { recursive: true, force: true });
});

afterEach(() => page?.close());

/** @param {string} head @param {string} player @returns {string} a page with an article */
function pageWith(head, player) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>${head}</head>
    <body>${player}${TEXT}</body></html>`;
}

/** Opens a page of the publisher's, and keeps what its policy refuses. @param {string} path */
async function visit(path) {
  page = await browser.newPage({ locale: 'en-US' });
  await page.addInitScript(() => {
    window.refused = [];
    addEventListener('securitypolicyviolation', (event) => window.refused.push(event.violatedDirective));
  });
  await page.goto(site.origin + path);
  return new PlayerPage(page);
}

/** @returns {Promise<Record<string, string>>} the hash of each file of the player */
async function hashes() {
  return (await fetch(`${service.origin}/player/integrity.json`)).json();
}

/** @param {Record<string, string>} hashes @param {string} [nonce] of the map @returns {string} what loads it */
function scripts({ 'player.js': own, ...others }, nonce = '') {
  const named = Object.entries(others).map(([path, hash]) => [`${service.origin}/${path}`, hash]);
  return `<script type="importmap" nonce="${nonce}">${JSON.stringify({ integrity: Object.fromEntries(named) })}
    </script><script type="module" src="${service.origin}/player.js" integrity="${own}" crossorigin></script>`;
}

test('a page of another site plays, with hashes and a strict policy', options, async () => {
  site.pages['/strict'] = pageWith(scripts(await hashes(), 'n1'), '<listen-to-article></listen-to-article>');
  site.policies['/strict'] = `default-src 'none'; script-src ${service.origin} 'nonce-n1';
    connect-src ${service.origin}; media-src ${service.origin}`.replace(/\s+/g, ' ');
  const player = await visit('/strict');
  await player.start();
  await player.marks('A headline');
  await player.openPanel();
  assert.deepEqual(await page.evaluate(() => window.refused), []);
});

test('another player than the page has a hash of is refused, and the link remains', options, async () => {
  const other = { ...(await hashes()), 'player.js': `sha384-${'A'.repeat(64)}` };
  const player = '<listen-to-article><a href="/audio.mp3">Listen to article</a></listen-to-article>';
  site.pages['/other'] = pageWith(scripts(other), player);
  const { link } = await visit('/other');
  await page.waitForLoadState('load');
  assert.equal(await page.evaluate(() => Boolean(customElements.get('listen-to-article'))), false);
  assert.ok(await link.isVisible());
});

test('where only a part is refused, the article is heard all the same', options, async () => {
  const other = { ...(await hashes()), 'player/reading.js': `sha384-${'A'.repeat(64)}` };
  site.pages['/part'] = pageWith(scripts(other), '<listen-to-article></listen-to-article>');
  const player = await visit('/part');
  await player.button.click();
  await player.plays(0);
  assert.equal(await player.highlighted(), null);
});

test('a rendered folder is all that a page needs', options, async () => {
  const source = join(folder, 'source.html');
  await writeFile(source, pageWith('', ''));
  const render = ['render', source, '--voice', 'tone', '--out', folder];
  await promisify(execFile)(process.env.ALOUD_BIN, ['--data', join(folder, 'data'), ...render]);
  site.pages['/rendered'] = pageWith('<script type="module" src="/listen/player.js"></script>',
    '<listen-to-article manifest="/listen/manifest.json"></listen-to-article>');
  site.policies['/rendered'] = "default-src 'none'; script-src 'self'; connect-src 'self'; media-src 'self'";
  const player = await visit('/rendered');
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  await player.start();
  await player.marks('A headline');
  await player.seek((await player.element.evaluate((element) => element.duration)) - 1);
  await player.marks('And a fourth to end.');
  assert.ok(asked.length > 0 && asked.every((origin) => origin === site.origin), `${asked}`);
  assert.deepEqual(await page.evaluate(() => window.refused), []);
});

test('a frame plays an article of another site', options, async () => {
  site.pages['/article'] = pageWith('', '');
  const address = encodeURIComponent(`${site.origin}/article`);
  site.pages['/framing'] = `<!doctype html><title>Page</title><iframe width="100%" height="150"
    title="Listen to article" allow="autoplay" src="${service.origin}/embed?url=${address}"></iframe>`;
  site.policies['/framing'] = `default-src 'none'; frame-src ${service.origin}`;
  await visit('/framing');
  const frame = await (await page.locator('iframe').elementHandle()).contentFrame();
  const player = new PlayerPage(frame);
  await player.until((element) => Boolean(element.state));
  assert.equal(await frame.locator('h1').textContent(), 'A headline');
  await player.start();
  await player.plays(0.5);
  const tall = await frame.evaluate(() => document.documentElement.scrollHeight);
  assert.ok(tall <= 150, `it is ${tall} pixels high`);
});
