/** Serves the pages of publishers: a plain `<audio>`, and one that hls.js feeds. */
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const HLS_JS = fileURLToPath(import.meta.resolve('hls.js/dist/hls.min.js'));

/** What both pages have: the element, a button that plays it, and the first length it showed. */
const PLAYER = `<!doctype html><html lang="en"><title>Page</title><link rel="icon" href="data:,">
  <button>Listen</button> <audio controls></audio>
  <script>
    const audio = document.querySelector('audio');
    const asked = new URLSearchParams(location.search);
    const source = asked.get('of');
    if (asked.has('preload')) audio.preload = asked.get('preload');
    audio.addEventListener('loadedmetadata', () => { audio.firstLength = audio.duration; });
    document.querySelector('button').addEventListener('click', () => {
      audio.play().catch((error) => { audio.refusal = String(error); });
    });
  </script>`;

const PAGES = {
  '/plain': `${PLAYER}<script>audio.src = source;</script>`,
  '/hls': `${PLAYER}<script src="/hls.js"></script>
    <script>
      const hls = new Hls();
      const kinds = [];
      hls.on(Hls.Events.LEVEL_LOADED, (_, { details }) => kinds.push(details.type));
      hls.on(Hls.Events.ERROR, (_, { fatal, details }) => {
        if (fatal) audio.refusal = details;
      });
      audio.kinds = kinds;
      hls.attachMedia(audio);
    </script>`,
};

/** @returns {Promise<{ origin: string, close: () => Promise<void> }>} */
export async function servePages() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/hls.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' });
      createReadStream(HLS_JS).pipe(response);
    } else {
      const page = PAGES[pathname];
      response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
      response.end(page);
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(undefined)));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed(undefined)));
    },
  };
}
