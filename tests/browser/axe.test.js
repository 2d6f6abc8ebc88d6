/**
 * What axe-core says of the player: in every state, in light, dark, forced colours, right to left; and
 * that nothing was too hard for it to judge.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from './browser.js';
import { STATES, reach, serveStates } from './states.js';

const AXE = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));

/** It reads no contrast off a gradient; the colours that stick are those of the state "playing". */
const STICKS = ['mini', 'mini-panel'];
const UNDECIDED = 'could not be determined due to a background';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The looks that one page can take on after the other. */
const LOOKS = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours, light': { colorScheme: 'light', forcedColors: 'active' },
  'forced colours, dark': { colorScheme: 'dark', forcedColors: 'active' },
};

let browser;
/** @type {Record<string, Awaited<ReturnType<typeof serveStates>>>} */
const sites = {};

before(async () => {
  browser = await launch();
  for (const lang of /** @type {const} */ (['en', 'ar'])) sites[lang] = await serveStates(lang);
});

after(async () => {
  await browser?.close();
  for (const site of Object.values(sites)) await site.close();
});

for (const state of STATES) {
  test(`axe-core finds nothing wrong in the state "${state}"`, async () => {
    assert.deepEqual(await violations(state, 'en', LOOKS), []);
  });

  test(`axe-core finds nothing wrong in the state "${state}", right to left`, async () => {
    assert.deepEqual(await violations(state, 'ar', { 'right to left': LOOKS.light }), []);
  });
}

test('axe-core sees the inside of the player', async () => {
  const { page, context } = await open('idle', 'en');
  await page.locator('[part=button]').evaluate((button) => {
    for (const child of button.children) child.setAttribute('aria-hidden', 'true');
  });
  assert.ok((await wrong(page)).some((told) => told.startsWith('button-name')));
  await context.close();
});

/** @param {string} state @param {'en' | 'ar'} lang @param {Partial<typeof LOOKS>} looks */
async function violations(state, lang, looks) {
  const { page, context } = await open(state, lang);
  const found = [];
  for (const [name, look] of Object.entries(looks)) {
    await page.emulateMedia(look);
    found.push(...(await wrong(page)).map((told) => `${name}: ${told}`));
  }
  await context.close();
  const known = (/** @type {string} */ told) => STICKS.includes(state) && told.includes(UNDECIDED);
  return found.filter((told) => !known(told));
}

/** @param {string} state @param {'en' | 'ar'} lang */
async function open(state, lang) {
  // What fades in is half transparent: a contrast in between is not what anybody reads.
  const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await reach(state, page, sites[lang].origin);
  await page.addScriptTag({ path: AXE });
  return { page, context };
}

/** @param {import('playwright-core').Page} page @returns {Promise<string[]>} what, and where */
async function wrong(page) {
  const { violations, incomplete } = await page.evaluate((values) => {
    const { axe } = /** @type {any} */ (window);
    const options = { runOnly: { type: 'tag', values }, resultTypes: ['violations', 'incomplete'] };
    return axe.run({ include: [['listen-to-article']] }, options);
  }, RULES);
  return [...violations, ...incomplete].flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}
