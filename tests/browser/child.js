/** Programs that run beside a test and are gone after it. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export class Child {
  #process;
  #gone;

  /**
   * @param {string} command
   * @param {string[]} args
   * @param {{ env?: NodeJS.ProcessEnv, errors?: 'inherit' | 'ignore' }} [options]
   *   `errors` is where its complaints go
   */
  constructor(command, args, { env = process.env, errors = 'ignore' } = {}) {
    this.command = command;
    this.#process = spawn(command, args, { env, stdio: ['ignore', 'pipe', errors] });
    this.#gone = new Promise((resolve) => {
      this.#process.once('error', resolve);
      this.#process.once('close', (code) => resolve(new Error(`it ended with exit code ${code}`)));
    });
    this.lines = createInterface({ input: this.#process.stdout });
  }

  /**
   * Waits until it is ready, and stops it where it never is.
   *
   * @template T
   * @param {number} patience milliseconds
   * @param {Promise<T>} ready
   * @returns {Promise<T>}
   */
  async ready(patience, ready) {
    let late;
    const never = new Promise((_, reject) => {
      late = setTimeout(() => reject(new Error(`${this.command} did not start in time`)), patience);
      this.#gone.then((why) => reject(new Error(`${this.command} did not start`, { cause: why })));
    });
    try {
      return await Promise.race([ready, never]);
    } catch (error) {
      await this.stop();
      throw error;
    } finally {
      clearTimeout(late);
    }
  }

  /** @param {RegExp} pattern @returns {Promise<string>} its first group, in a line of the output */
  says(pattern) {
    return new Promise((resolve) => {
      this.lines.on('line', (line) => {
        const found = pattern.exec(line)?.[1];
        if (found) resolve(found);
      });
    });
  }

  /** Ends it, and waits until it is gone. */
  async stop() {
    this.#process.kill();
    await this.#gone;
  }
}
