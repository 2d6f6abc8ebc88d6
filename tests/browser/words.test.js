/** The player's words in every language it has, as tables: no browser is needed to read them. */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { english } from '../../web/player/words.js';

const LANGUAGES = ['ar', 'de', 'es', 'fr', 'he', 'hi', 'it', 'ja', 'pt', 'ru', 'zh'];
const FOLDER = new URL('../../web/player/words/', import.meta.url);

/** The button stands in a line of an article, also on a telephone. */
const LONGEST_LABEL = 28;

/** Texts that are rightly English's own, and why. */
const SAME_AS_ENGLISH = {
  'de pause': 'German players say "Pause" too',
  'fr pause': 'French players say "Pause" too',
  'fr position': 'the French word is written alike',
};

/** Languages that are not written in Latin letters, and the letters each text must have. */
const LETTERS = {
  ar: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
  hi: /\p{Script=Devanagari}/u,
  ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  ru: /\p{Script=Cyrillic}/u,
  zh: /\p{Script=Han}/u,
};

/** @type {Record<string, Record<string, string>>} */
const tables = {};
for (const language of LANGUAGES) {
  tables[language] = (await import(new URL(`${language}.js`, FOLDER).href)).default;
}
const all = { en: english, ...tables };

/** @param {(text: string, name: string, key: string) => void} check */
function everyText(check) {
  for (const [language, table] of Object.entries(all)) {
    for (const [key, text] of Object.entries(table)) check(text, `${language} ${key}`, key);
  }
}

/** @param {string} text */
const placeholders = (text) => [...new Set(text.match(/\{[^}]*\}?|\}/g))].sort();

test('every language of the folder is known to these tests', async () => {
  const files = (await readdir(FOLDER)).sort();
  assert.deepEqual(files, LANGUAGES.map((language) => `${language}.js`));
});

test('every language has the texts of English, in the same order', () => {
  for (const [language, table] of Object.entries(tables)) {
    assert.deepEqual(Object.keys(table), Object.keys(english), language);
  }
});

test('every text has the places for times that English has', () => {
  everyText((text, name, key) => {
    assert.deepEqual(placeholders(text), placeholders(english[key]), name);
  });
});

test('no text is empty or has space around it', () => {
  everyText((text, name) => {
    assert.equal(typeof text, 'string', name);
    assert.notEqual(text, '', name);
    assert.equal(text, text.trim(), name);
  });
});

test('no text is left in English', () => {
  const same = [];
  everyText((text, name, key) => {
    if (!name.startsWith('en ') && text === english[key]) same.push(name);
  });
  assert.deepEqual(same, Object.keys(SAME_AS_ENGLISH));
});

test('no language has the table of another', () => {
  const owners = new Map();
  for (const [language, table] of Object.entries(all)) {
    const texts = JSON.stringify(Object.values(table));
    assert.equal(owners.get(texts), undefined, language);
    owners.set(texts, language);
  }
});

test('a language with letters of its own is written in them', () => {
  everyText((text, name) => {
    const letters = LETTERS[name.split(' ')[0]];
    if (!letters) return;
    assert.match(text, letters, name);
    assert.doesNotMatch(text, /\p{Script=Latin}/u, name);
  });
});

test('no text has a character of markup', () => {
  everyText((text, name) => assert.doesNotMatch(text, /[<&>]/, name));
});

test('the label of the button is short', () => {
  for (const [language, { label }] of Object.entries(all)) {
    assert.ok([...label].length <= LONGEST_LABEL, `${language}: ${label}`);
  }
});
