/** Where the programs are that a machine may or may not have. */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @param {string} name @returns {string | undefined} its place, where a shell would find it */
export function program(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((place) => existsSync(place));
}

/** @param {string} folder @returns {string[]} the places in it; none where it is no folder */
export function inside(folder) {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/**
 * Why the tests of an engine cannot run, or false. `scripts/need.sh players` installs them all, and
 * fails on the systems where it should have.
 *
 * @param {string} engine @param {Record<string, string | undefined>} places by name of the program
 * @returns {string | false}
 */
export function lacking(engine, places) {
  const missing = Object.keys(places).filter((name) => !places[name]);
  return missing.length > 0 && `${engine} is not tried here: no ${missing.join(', no ')}`;
}
