import { existsSync, readFileSync } from 'node:fs';
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
  #known: Record<string, string> | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  url(name: string): string {
    const file = this.#files()[name];
    if (file === undefined) throw new Error(`the panel was built without ${name}: run npm run build`);
    return `/admin/assets/${file}`;
  }

  /** Read at the first page, so that an application without a built panel still serves the API. */
  #files(): Record<string, string> {
    const manifest = join(this.#folder, 'manifest.json');
    if (!existsSync(manifest)) throw new Error('the panel is not built: run npm run build');
    this.#known ??= (JSON.parse(readFileSync(manifest, 'utf8')) as AssetManifest).files;
    return this.#known;
  }

  router(): Router {
    const router = Router();
    router.get('/assets/:file', (request, response) => {
      const file = request.params.file;
      if (!Object.values(this.#files()).includes(file)) {
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
