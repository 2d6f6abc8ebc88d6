/** What is under the button "More options". */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLOCKS, Stage, pageOf } from './stage.js';
import { article } from './standin.js';

/** @typedef {import('./player-page.js').PlayerPage} PlayerPage */

const stage = new Stage();

const SECONDS = 30;
/** Chapters in front of one another, so that there is somewhere to go. */
const CHAPTERS = [
  { kind: 'title', text: 'A title' },
  { kind: 'heading', text: 'How it began' },
  { kind: 'paragraph', text: 'First one here. Second follows.' },
  { kind: 'heading', text: 'What came of it' },
  { kind: 'paragraph', text: 'A third one. And a fourth to end.' },
];

/** @param {Parameters<typeof pageOf>[0]} [given] @param {Parameters<typeof stage.open>[1]} [how] */
async function openPanel(given, how) {
  const player = await stage.open(pageOf(given), how);
  await player.startAndPause();
  await player.openPanel();
  return player;
}

/** @param {PlayerPage} player @param {string} name */
const entriesOf = (player, name) => player.panel.getByRole('navigation', { name }).getByRole('button');

test('its button opens and closes it, and says which it is', async () => {
  const player = await stage.open(pageOf());
  await player.startAndPause();
  assert.equal(await player.more.getAttribute('aria-expanded'), 'false');
  await player.more.click();
  await player.panel.waitFor();
  assert.equal(await player.more.getAttribute('aria-expanded'), 'true');
  assert.equal(await player.focused(), 'More options');
  await player.more.click();
  await player.panel.waitFor({ state: 'hidden' });
  assert.equal(await player.more.getAttribute('aria-expanded'), 'false');
});

test('Escape closes it from anywhere in it, and the focus is on its button', async () => {
  const player = await openPanel();
  await player.choice('Sleep timer').focus();
  await stage.page.keyboard.press('Escape');
  await player.panel.waitFor({ state: 'hidden' });
  assert.equal(await player.focused(), 'More options');
});

test('it opens again after the player has been taken out of the page and put back', async () => {
  const player = await openPanel();
  await player.putBack();
  await player.more.click();
  await player.panel.waitFor({ state: 'hidden' });
  await player.openPanel();
});

test('it steps by sentences and by paragraphs', async () => {
  stage.behaviour.article = article(BLOCKS, SECONDS);
  const player = await openPanel();
  const steps = [
    ['Next sentence', 1], ['Next sentence', 2], ['Next sentence', 3],
    ['Previous sentence', 2], ['Previous sentence', 1],
    ['Next paragraph', 3], ['Next paragraph', 4], ['Next sentence', 5],
    // Back within a paragraph is to its beginning.
    ['Previous paragraph', 4], ['Previous paragraph', 3], ['Previous paragraph', 1],
    ['Previous paragraph', 0], ['Previous paragraph', 0],
  ];
  for (const [name, sentence] of steps) {
    await player.control(name).click();
    await player.knows(`${name}: sentence ${sentence}`, async () =>
      (await player.details('listen-sentence')).at(-1).index === sentence);
    assert.equal(await player.currentTime(), sentence * SECONDS);
  }
});

test('after the last sentence there is no next one', async () => {
  const player = await openPanel();
  await player.seek(51);
  await player.control('Next sentence').click();
  await player.control('Next paragraph').click();
  assert.ok(Math.abs((await player.currentTime()) - 51) < 0.1);
});

test('a chosen speed holds, also on the next page, and the pitch is kept', async () => {
  let player = await stage.open(pageOf());
  await player.start();
  await player.speed.selectOption('1.5×');
  assert.equal(await player.element.evaluate((element) => element.playbackRate), 1.5);
  player = await stage.reload();
  await player.start();
  assert.equal(await player.speed.locator(':checked').innerText(), '1.5×');
  const sound = await player.element.evaluate((element) => {
    const { playbackRate, preservesPitch } = element.shadowRoot.querySelector('audio');
    return { playbackRate, preservesPitch };
  });
  assert.deepEqual(sound, { playbackRate: 1.5, preservesPitch: true });
});

test('a speed set by the page is shown, and is not remembered', async () => {
  let player = await stage.open(pageOf());
  await player.start();
  await player.element.evaluate((element) => {
    element.playbackRate = 2;
    element.playbackRate = 7;
  });
  await player.knows('the speed', async () => (await player.speed.inputValue()) === '2');
  player = await stage.reload();
  assert.equal(await player.element.evaluate((element) => element.playbackRate), 1);
});

test('voices are offered where several speak the language of the article', async () => {
  stage.behaviour.voices = [
    { id: 'tone', name: 'Tone', language: 'en-US' }, { id: 'bell', name: 'Bell', language: 'en_GB' },
    { id: 'glocke', name: 'Glocke', language: 'de' }, { id: 'every', name: 'Every', language: '*' },
  ];
  const player = await openPanel();
  await player.choice('Voice').waitFor();
  assert.deepEqual(await player.choice('Voice').locator('option').allInnerTexts(), ['Tone', 'Bell', 'Every']);
  assert.equal(await player.choice('Voice').inputValue(), 'tone');
});

test('a single voice is no choice', async () => {
  stage.behaviour.voices = [
    { id: 'tone', name: 'Tone', language: 'en' }, { id: 'glocke', name: 'Glocke', language: 'de' },
  ];
  const player = await openPanel();
  const choices = player.element.getByRole('combobox', { name: 'Voice', exact: true, includeHidden: true });
  await player.knows('the answer', async () => (await choices.locator('option').count()) === 1);
  assert.equal(await player.choice('Voice').isVisible(), false);
});

test('another voice goes on at the same words', async () => {
  stage.behaviour.voices.push({ id: 'bell', name: 'Bell', language: 'en' });
  // It speaks more slowly, so the words are elsewhere in its sound.
  stage.behaviour.others = [article(BLOCKS, 50, { id: 'b2', voice: 'bell' })];
  stage.behaviour.article = article(BLOCKS, 20);
  const player = await openPanel();
  await player.seek(62);
  await player.button.click();
  await player.marks('A heading');
  await player.choice('Voice').selectOption('Bell');
  await player.plays(151);
  assert.ok((await player.currentTime()) < 180, 'it is not at the same words');
  await player.marks('A heading');
  assert.equal(await player.choice('Voice').inputValue(), 'bell');
});

test('chapters are the headings, and the one that is heard is marked', async () => {
  stage.behaviour.article = article(CHAPTERS, SECONDS);
  const player = await openPanel();
  const chapters = entriesOf(player, 'Chapters');
  const texts = async () => (await chapters.allInnerTexts()).map((text) => text.split('\n'));
  await player.knows('the chapters', async () => (await chapters.count()) === 2);
  assert.deepEqual(await texts(), [['How it began', '0:30'], ['What came of it', '2:00']]);
  const current = () => chapters.evaluateAll((all) =>
    all.findIndex((it) => it.getAttribute('aria-current') === 'true'));
  assert.equal(await current(), -1);
  await chapters.nth(1).click();
  await player.knows('the second as the current one', async () => (await current()) === 1);
  assert.equal(await player.currentTime(), 120);
  assert.equal(await player.focused(), 'What came of it');
  await chapters.nth(0).click();
  await player.knows('the first as the current one', async () => (await current()) === 0);
});

test('an article without headings has no list of chapters', async () => {
  stage.behaviour.article = article(BLOCKS.filter(({ kind }) => kind !== 'heading'));
  const player = await openPanel();
  await player.seek(2);
  assert.equal(await player.panel.getByRole('navigation', { name: 'Chapters' }).isVisible(), false);
});

test('the sleep timer pauses after its minutes, and is off again', async () => {
  stage.behaviour.article = article(BLOCKS, 60);
  const player = await stage.open(pageOf());
  await stage.page.clock.install();
  await player.start();
  await player.openPanel();
  await player.choice('Sleep timer').selectOption('5 min');
  await stage.page.clock.fastForward('04:30');
  assert.equal(await player.isPaused(), false);
  await player.reaches('playing');
  await stage.page.clock.fastForward('00:31');
  await player.reaches('paused');
  assert.equal(await player.choice('Sleep timer').locator(':checked').innerText(), 'Off');
});

test('a sleep timer that is turned off again does not pause', async () => {
  stage.behaviour.article = article(BLOCKS, 60);
  const player = await stage.open(pageOf());
  await stage.page.clock.install();
  await player.start();
  await player.openPanel();
  await player.choice('Sleep timer').selectOption('5 min');
  await player.choice('Sleep timer').selectOption('Off');
  await stage.page.clock.fastForward('06:00');
  assert.equal(await player.isPaused(), false);
  await player.reaches('playing');
});

test('the link to this moment is copied, and says so politely', async () => {
  stage.behaviour.article = article(BLOCKS, 30);
  const reader = { permissions: ['clipboard-read', 'clipboard-write'] };
  const player = await openPanel({}, { hash: '#part-2', reader });
  await player.seek(83);
  await player.control('Copy link to this moment').click();
  await player.panel.getByRole('status').getByText('Link copied').waitFor();
  const copied = await stage.page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, `${stage.service.origin}/page#listen=1:23`);
});

test('where nothing may be copied the link is shown', async () => {
  const player = await openPanel({}, {
    script: () => Object.defineProperty(navigator, 'clipboard', { value: undefined }),
  });
  await player.seek(3.2);
  await player.control('Copy link to this moment').click();
  await player.panel.getByRole('status').getByText(`${stage.service.origin}/page#listen=0:03`).waitFor();
});

test('the sound can be downloaded', async () => {
  const player = await openPanel();
  const coming = stage.page.waitForEvent('download');
  await player.panel.getByRole('link', { name: 'Download' }).click();
  const download = await coming;
  assert.equal(new URL(download.url()).pathname, '/v1/articles/a1/audio.mp3');
});
