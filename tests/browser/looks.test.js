/** What the player takes from its page: colours, languages, properties, addresses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLOCKS, Stage, pageOf, paragraphs, textOf } from './stage.js';
import { article } from './standin.js';

const stage = new Stage();

const LONG = paragraphs(60);

/** @param {string} style of the page */
async function stick(style) {
  stage.behaviour.article = article(LONG.slice(0, 3));
  const player = await stage.open(pageOf({ text: textOf(LONG), head: `<style>${style}</style>` }), {
    script: () => localStorage.setItem('aloud:follow', 'false'),
  });
  await player.start();
  await stage.page.evaluate(() => scrollTo(0, 1000));
  await player.until((element) => element.hasAttribute('mini'));
  return player;
}

/** @param {import('./player-page.js').PlayerPage} player @param {string} colour as it is computed */
async function liesOn(player, colour) {
  await player.knows(`a bar on ${colour}`, () => player.bar.evaluate((bar, wanted) =>
    bar.getRootNode().host.style.getPropertyValue('--listen-page') === wanted, colour));
}

for (const colour of ['rgb(0, 0, 0)', 'rgb(255, 204, 0)']) {
  test(`the sticky player of a page in ${colour} has that behind it`, async () => {
    await liesOn(await stick(`body { background: ${colour} }`), colour);
  });
}

test('the sticky player takes the colours of a page that changes them', async () => {
  const player = await stick('body { background: #fff; color: #111 } .dark { background: #121212; color: #eee }');
  await stage.page.evaluate(() => document.body.classList.add('dark'));
  await liesOn(player, 'rgb(18, 18, 18)');
});

test('a speed that is set before the script has come is kept', async () => {
  const early = '<script>document.querySelector("listen-to-article").playbackRate = 2</script>';
  const player = await stage.open(pageOf({ text: early + textOf(BLOCKS) }));
  assert.equal(await player.element.evaluate((element) => element.playbackRate), 2);
});

test('a speed that is set before the element comes into the page is kept', async () => {
  await stage.open(pageOf());
  assert.equal(await stage.page.evaluate(() => {
    const made = document.createElement('listen-to-article');
    made.playbackRate = 2;
    document.body.append(made);
    return made.playbackRate;
  }), 2);
});

test('the same relative manifest of two folders is two articles', async () => {
  const links = { audio: { mp3: '/v1/articles/a1/audio.mp3' }, timings: '/v1/articles/a1/timings.json' };
  const manifest = JSON.stringify({ title: 'A title', duration: 60, lang: 'en', voice: 'tone', links });
  for (const folder of ['/a/', '/b/']) {
    stage.service.pages[`${folder}manifest.json`] = manifest;
    stage.service.pages[folder] = pageOf({ attributes: 'manifest="manifest.json"' });
  }
  await stage.open(pageOf());
  const one = await stage.visit('/a/');
  await one.startAndPause();
  await one.seek(10);
  const other = await stage.visit('/b/');
  await other.isReady();
  assert.match(await other.button.innerText(), /Listen to article/);
});

test('a link to a moment is to the article that is heard', async () => {
  stage.behaviour.others = [article([{ text: 'This is the second.' }], 5, { id: 'second', path: '/second' })];
  const player = await stage.open(pageOf({ attributes: 'src="/second"' }), {
    script: () => Object.defineProperty(navigator, 'clipboard', { value: undefined }),
  });
  await player.start();
  await player.openPanel();
  await player.control('Copy link to this moment').click();
  await player.panel.getByRole('status').filter({ hasText: `${stage.service.origin}/second#listen=` }).waitFor();
});

test('in a language that it does not speak all is in English, and said to be', async () => {
  const player = await stage.open(pageOf({ root: 'lang="fi"' }));
  await player.start();
  const forward = player.control('Forward 15 seconds');
  assert.equal(await forward.evaluate((it) => it.closest('[lang]').lang), 'en');
});

test('digits of a name are those that are shown', async () => {
  const player = await stage.open(pageOf({ root: 'lang="ar-EG" dir="rtl"' }));
  await player.start();
  const forward = player.element.locator('[part=forward]');
  await player.knows('Arabic', async () => /تقديم/.test(await forward.getAttribute('aria-label')));
  assert.match(await forward.getAttribute('aria-label'), /15/);
});

test("the page's own button tells whether it is pressed", async () => {
  const player = await stage.open(pageOf({ inside: '<button slot="button" type="button">Hear it</button>' }));
  const own = stage.page.getByRole('button', { name: 'Hear it' });
  await own.click();
  await player.reaches('playing');
  await stage.page.getByRole('button', { name: 'Hear it', pressed: true }).waitFor();
  await own.click();
  await stage.page.getByRole('button', { name: 'Hear it', pressed: false }).waitFor();
});

test('a browser without style sheets that can be made keeps the link', async () => {
  stage.service.pages['/old'] = pageOf({ inside: '<a href="/sound">Listen</a>' });
  stage.context = await stage.browser.newContext();
  await stage.context.addInitScript(() => delete Document.prototype.adoptedStyleSheets);
  stage.page = await stage.context.newPage();
  await stage.page.goto(`${stage.service.origin}/old`);
  await stage.page.getByRole('link', { name: 'Listen' }).waitFor();
});

test('a selector that is none costs the highlight and nothing else', async () => {
  const player = await stage.open(pageOf({ attributes: 'article="##" playlist="##"' }));
  await player.start();
  await player.openPanel();
});

test('a wait is told in words that are seen', async () => {
  const player = await stage.open(pageOf());
  await player.isReady();
  await stage.page.route('**/audio.mp3*', () => {});
  await player.button.click();
  await player.element.getByText('Preparing the audio').waitFor();
});

test('the time of the whole is shown', async () => {
  const player = await stage.open(pageOf());
  await player.start();
  const total = player.element.locator('[part~=total]');
  await player.knows('the whole time', async () => (await total.innerText()) === '/ 1:00');
});

test('a playlist that names the page of a manifest goes on with the next one', async () => {
  stage.behaviour.article = article(BLOCKS, 0.5);
  stage.behaviour.others = [article([{ text: 'This is the second.' }], 30, { id: 'second', path: '/second' })];
  const list = '<nav class="list"><a href="/page">This</a><a href="/second">Second</a></nav>';
  const attributes = 'manifest="/v1/articles/a1" playlist=".list a"';
  const player = await stage.open(pageOf({ attributes, text: textOf(BLOCKS) + list }));
  await player.start();
  await player.tells('listen-ended');
  await player.until((element) => /second/.test(element.src ?? ''));
});
