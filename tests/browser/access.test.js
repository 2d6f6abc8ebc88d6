/** That everyone can use the player: sizes, focus, motion, zoom and names, in each of its states. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './browser.js';
import { STATES, reach, serveStates } from './states.js';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DESKTOP = { viewport: { width: 1280, height: 900 } };
/** Windows of 1280 by 900 and by 1024, in which all is so much larger. */
const ZOOMED = { '200 %': { width: 640, height: 450 }, '400 %': { width: 320, height: 256 } };

/** Below, what is drawn between pixels is taken for as large as it was meant. */
const PIXEL = 0.5;

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

/**
 * @param {string} state
 * @param {import('playwright-core').BrowserContextOptions} settings
 * @param {(player: import('./player-page.js').PlayerPage) => Promise<void>} look
 * @param {'en' | 'ar'} [lang]
 */
async function within(state, settings, look, lang = 'en') {
  const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce', ...settings });
  const page = await context.newPage();
  await page.addInitScript(CONTROLS);
  await look(await reach(state, page, sites[lang].origin));
  await context.close();
}

/** In the page: what can be pressed, chosen or followed, and is to be seen. */
const CONTROLS = `window.controlsOf = (host) => {
  const all = ['button, select, input, a'].flatMap((kinds) =>
    [...host.shadowRoot.querySelectorAll(kinds), ...host.querySelectorAll(kinds)]);
  return all.filter((control) => !control.disabled && control.checkVisibility({ visibilityProperty: true }));
};
window.folded = (text) => text.replace(/\\s+/g, ' ').trim();
window.nameOf = (control) => control.getAttribute('aria-label')
  ?? folded((control.labels?.[0] ?? control).innerText);`;

/** @param {import('./player-page.js').PlayerPage} player @param {number} least in pixels */
function tooSmall({ element }, least) {
  return element.evaluate((host, least) => {
    const sizes = window.controlsOf(host).map((control) => {
      // A name that is pressed presses its box.
      const { width, height } = (control.closest('label') ?? control).getBoundingClientRect();
      return { name: window.nameOf(control), size: Math.min(width, height) };
    });
    if (!sizes.length) return ['there are no targets'];
    return sizes.filter(({ size }) => size < least).map(({ name, size }) => `${name}: ${size} pixels`);
  }, least - PIXEL);
}

/** @param {import('./player-page.js').PlayerPage} player @returns {Promise<string[]>} */
function wronglyNamed({ element }) {
  return element.evaluate((host) => {
    const buttons = window.controlsOf(host).filter((control) => control.matches('button, a'));
    const names = buttons.map((control) => [window.nameOf(control), folded(control.innerText)]);
    return names.filter(([name, shown]) => !name || !name.includes(shown)).map(String);
  });
}

/** @param {import('./player-page.js').PlayerPage} player @returns {Promise<string[]>} */
function moving({ element }) {
  return element.evaluate(({ shadowRoot }) => {
    const styles = [...shadowRoot.querySelectorAll('*')].map((element) => getComputedStyle(element));
    const lasts = (/** @type {string} */ durations) => /[1-9]/.test(durations);
    const running = shadowRoot.getAnimations().map(({ effect }) => effect.getComputedTiming());
    return [
      ...styles.filter((style) => lasts(style.animationDuration)).map((style) => style.animationName),
      ...styles.filter((style) => lasts(style.transitionDuration)).map((style) => style.transitionProperty),
      ...running.filter((timing) => timing.activeDuration > 0).map((timing) => `${timing.activeDuration} ms`),
    ];
  });
}

/** @param {import('./player-page.js').PlayerPage} player @returns {Promise<string[]>} */
async function cutOff({ page, element }) {
  const found = [];
  for (const [zoom, viewport] of Object.entries(ZOOMED)) {
    await page.setViewportSize(viewport);
    const cut = await element.evaluate((host) => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const bar = host.shadowRoot.querySelector('[part=bar]');
      const others = bar.querySelectorAll('[part~=time], .check, .field');
      const parts = [...window.controlsOf(host), bar, ...others];
      const beside = parts.filter((part) => {
        const { left, right } = part.getBoundingClientRect();
        return left < 0 || right > innerWidth;
      });
      const clipped = parts.filter((part) => part.clientWidth && part.scrollWidth > part.clientWidth + 1);
      const sideways = scrollWidth > clientWidth ? ['the page scrolls sideways'] : [];
      return [...sideways, ...[...beside, ...clipped].map((part) => `${part.part} ${window.nameOf(part)}`)];
    });
    found.push(...cut.map((what) => `${zoom}: ${what}`));
  }
  return found;
}

for (const state of STATES) {
  test(`in the state "${state}" nothing is small, without its name, moving or cut off by zoom`, async () => {
    await within(state, DESKTOP, async (player) => {
      assert.deepEqual(await tooSmall(player, 24), []);
      assert.deepEqual(await wronglyNamed(player), []);
      assert.deepEqual(await moving(player), []);
      assert.deepEqual(await cutOff(player), []);
    });
  });

  test(`nor is it in the state "${state}" right to left`, async () => {
    await within(state, DESKTOP, async (player) => {
      assert.deepEqual(await wronglyNamed(player), []);
      assert.deepEqual(await cutOff(player), []);
    }, 'ar');
  });

  test(`in the state "${state}" every target is large enough for a finger`, async () => {
    await within(state, PHONE, async (player) => assert.deepEqual(await tooSmall(player, 44), []));
  });
}

test('Tab reaches every control, and each shows that it has the focus', async () => {
  for (const state of ['idle', 'panel', 'mini-panel', 'device']) {
    await within(state, DESKTOP, async (player) => {
      const all = await player.element.evaluate((host) => window.controlsOf(host).map(window.nameOf));
      assert.deepEqual(await focused(player), all.map((name) => `${name}: seen`), state);
    });
  }
});

/** @param {import('./player-page.js').PlayerPage} player @returns {Promise<string[]>} by way of Tab */
async function focused({ page, element }) {
  await element.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
  });
  const seen = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const told = await element.evaluate((host) => {
      const control = host.shadowRoot.activeElement ?? document.activeElement;
      if (!window.controlsOf(host).includes(control)) return '';
      const { outlineStyle, outlineWidth } = getComputedStyle(control);
      // The link is the page's, and may have the browser's own ring.
      const outlined = outlineStyle === 'auto' || outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
      const { x, y, width, height } = control.getBoundingClientRect();
      const there = document.elementFromPoint(x + width / 2, y + height / 2);
      const uncovered = there === host || there === control;
      return `${window.nameOf(control)}: ${outlined && uncovered ? 'seen' : 'not seen'}`;
    });
    if (!told) return seen;
    seen.push(told);
  }
}

test('what moves for the others is found', async () => {
  await within('preparing', { ...DESKTOP, reducedMotion: 'no-preference' }, async (player) => {
    assert.notDeepEqual(await moving(player), []);
  });
});

for (const [zoom, viewport] of Object.entries(ZOOMED)) {
  test(`at ${zoom} the sticky player leaves most of the window free`, async () => {
    await within('mini', { viewport }, async (player) => {
      const { y, height } = await player.element.locator('[part=bar]').boundingBox();
      const covered = Math.max(0, Math.min(y + height, viewport.height) - Math.max(y, 0));
      assert.ok(covered < viewport.height / 3, `${covered} of ${viewport.height} pixels are covered`);
    });
  });
}

test('in a low window the panel of the sticky player can be scrolled to its end', async () => {
  const viewport = ZOOMED['200 %'];
  await within('mini-panel', { viewport }, async (player) => {
    const download = player.element.getByRole('link', { name: 'Download' });
    await download.scrollIntoViewIfNeeded();
    const { y, height } = await download.boundingBox();
    assert.ok(y >= 0 && y + height <= viewport.height);
  });
});
