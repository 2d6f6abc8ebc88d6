/** A publisher's own site: pages, and a folder of files, at an origin that is not the service's. */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.json': 'application/json',
  '.mp3': 'audio/mpeg',
};

/**
 * @param {string} [folder] whose files are served under `/listen/`
 * @returns {Promise<{ origin: string, pages: Record<string, string>, policies: Record<string, string>,
 *   close: () => Promise<void> }>} `pages` are HTML by path, `policies` what they say of what may be loaded
 */
export async function publisher(folder = '') {
  const pages = {};
  const policies = {};
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    try {
      const [, name] = /^\/listen\/([\w/.-]+)$/.exec(pathname) ?? [];
      const body = name && folder ? await readFile(join(folder, name)) : Buffer.from(pages[pathname]);
      answer(request, response, {
        'content-type': TYPES[extname(name ?? 'page.html')] ?? 'application/octet-stream',
        ...(policies[pathname] && { 'content-security-policy': policies[pathname] }),
      }, body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    pages,
    policies,
    close: () => new Promise((closed) => {
      server.closeAllConnections();
      server.close(closed);
    }),
  };
}

/** All of the body, or the range that is asked for. */
function answer(request, response, headers, body) {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  if (!range) return response.writeHead(200, { ...headers, 'accept-ranges': 'bytes' }).end(body);
  const from = Number(range[1]);
  const to = Math.min(range[2] ? Number(range[2]) : Infinity, body.length - 1);
  const part = { ...headers, 'content-range': `bytes ${from}-${to}/${body.length}` };
  return response.writeHead(206, part).end(body.subarray(from, to + 1));
}
