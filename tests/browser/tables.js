/**
 * Writes the tables of docs/EMBED.md from the comment of the element: `npm run tables`. What they
 * say is then said once, beside the code that does it.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const SOURCE = new URL('../../web/player/listen-to-article.js', import.meta.url);
export const GUIDE = new URL('../../docs/EMBED.md', import.meta.url);

/** What each table is headed by, and the tag of the lines that it is made of. */
const TABLES = {
  attributes: { tag: 'attr', head: ['attribute', 'what it says'] },
  members: { tag: 'prop', head: ['property', 'what it is'] },
  methods: { tag: 'method', head: ['method', 'what it does'] },
  events: { tag: 'fires', head: ['event', 'when'] },
  parts: { tag: 'csspart', head: ['part', 'what it is'] },
  properties: { tag: 'cssproperty', head: ['custom property', 'what it colours or sizes'] },
  slots: { tag: 'slot', head: ['slot', 'what goes in'] },
};

/** A line such as `@attr {string} src - where`, or `@cssproperty [--x=1] - colour`. */
const LINE = /^ \* @(\w+) (?:\{([^}]*)\} )?(\[[^\]]*\]|[^\s]*?) ?- (.*)$/;

/** @param {string} guide @returns {Promise<string>} it with its tables as the source has them */
export async function withTables(guide) {
  const lines = (await readFile(SOURCE, 'utf8')).split('\n').map((line) => LINE.exec(line)).filter(Boolean);
  return guide.replace(/<!-- table: (\w+) -->[\s\S]*?<!-- end -->/g, (_, name) => {
    const { tag, head } = TABLES[name];
    const rows = lines.filter(([, kind]) => kind === tag).map(row);
    return [`<!-- table: ${name} -->`, `| ${head.join(' | ')} |`, '|---|---|', ...rows, '<!-- end -->'].join('\n');
  });
}

/** @param {string[]} line @returns {string} */
function row([, , , name, text]) {
  const [bare, preset] = name.replace(/^\[|\]$/g, '').split('=');
  const shown = bare ? `\`${bare}\`` : '(default)';
  return `| ${shown} | ${text}${preset ? `; default \`${preset}\`` : ''} |`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await writeFile(GUIDE, await withTables(await readFile(GUIDE, 'utf8')));
}
