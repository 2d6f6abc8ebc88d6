/** The button in the demo's note: the page in light, in dark, or as the reader's system is. */

const THEMES = ['auto', 'light', 'dark'];

/** Where the choice is kept, for as long as the tab is open. */
const KEY = 'aloud-demo-theme';

const button = /** @type {HTMLButtonElement | null} */ (document.querySelector('.demo-theme'));
const state = button?.querySelector('[data-auto]');

let theme = asked() ?? remembered() ?? 'auto';
show();
button?.addEventListener('click', () => {
  theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  show();
});

function show() {
  document.documentElement.style.colorScheme = theme === 'auto' ? '' : theme;
  remember();
  if (!button || !state) return;
  button.hidden = false; // it could do nothing before this script came
  button.value = theme;
  state.textContent = state.getAttribute(`data-${theme}`);
}

/** @returns {string | undefined} what the address says, such as `?theme=dark` */
function asked() {
  return known(new URLSearchParams(location.search).get('theme'));
}

/** @returns {string | undefined} */
function remembered() {
  try {
    return known(sessionStorage.getItem(KEY));
  } catch {
    return undefined; // a page may be kept from storing anything
  }
}

function remember() {
  try {
    sessionStorage.setItem(KEY, theme);
  } catch {
    // Then the choice holds for this page only.
  }
}

/** @param {string | null} name @returns {string | undefined} it, where it is a theme */
function known(name) {
  return THEMES.find((each) => each === name);
}
