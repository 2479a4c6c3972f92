import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';

interface AssetManifest {
  /** name -> hashed file name */
  files: Record<string, string>;
}

const ENCODINGS = [
  { name: 'br', extension: '.br' },
  { name: 'gzip', extension: '.gz' },
] as const;
const TYPES: Record<string, string> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };

/**
 * The panel's scripts and stylesheet as `npm run build` left them: names carry a hash of the content, so a
 * browser keeps them for ever; compressed at build time, so nothing is compressed, and nothing written, at run time.
 */
export class PanelAssets {
  readonly #folder: string;
  readonly #files: Record<string, string>;

  constructor(folder: string) {
    this.#folder = folder;
    const manifest: AssetManifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    this.#files = manifest.files;
  }

  url(name: string): string {
    const file = this.#files[name];
    if (file === undefined) throw new Error(`the panel was built without ${name}: run npm run build`);
    return `/admin/assets/${file}`;
  }

  router(): Router {
    const router = Router();
    const known = new Set(Object.values(this.#files));
    router.get('/assets/:file', (request, response) => {
      const file = request.params.file;
      if (!known.has(file)) {
        response.sendStatus(404);
        return;
      }
      const encoding = ENCODINGS.find(({ name }) => request.acceptsEncodings(name) === name);
      response.set('Content-Type', TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
      response.set('Cache-Control', 'public, max-age=31536000, immutable');
      response.vary('Accept-Encoding');
      if (encoding) response.set('Content-Encoding', encoding.name);
      response.sendFile(`${file}${encoding?.extension ?? ''}`, { root: this.#folder, cacheControl: false });
    });
    return router;
  }
}
