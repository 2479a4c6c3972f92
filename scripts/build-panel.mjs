// Builds the panel's scripts and stylesheet into dist/panel: AdminJS's own bundles as they are published, our
// components and our style. Each file is named by its content and compressed here, once, so that the running
// application neither bundles nor writes anything.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = dirname(import.meta.dirname);
const components = join(root, 'src/admin/components');
const output = join(root, 'dist/panel');
const require = createRequire(import.meta.url);

// Provided once, as globals, by AdminJS's global bundle: a second React in the page would break every hook.
const GLOBALS = {
  react: 'React',
  'react-dom': 'ReactDOM',
  'react-router': 'ReactRouter',
  'react-router-dom': 'ReactRouterDOM',
};

const globals = {
  name: 'globals of AdminJS',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(${Object.keys(GLOBALS).join('|')})$`) }, ({ path }) => ({ path, namespace: 'global' }));
    onLoad({ filter: /.*/, namespace: 'global' }, ({ path }) => ({ contents: `module.exports = window.${GLOBALS[path]};` }));
  },
};

async function bundled(entry) {
  const result = await build({
    entryPoints: [join(components, entry)],
    bundle: true,
    write: false,
    format: 'iife',
    target: ['es2022'],
    jsx: 'automatic',
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [globals],
    outdir: output,
    logLevel: 'error',
  });
  return result.outputFiles[0].contents;
}

function published(packageName, path) {
  const main = require.resolve(packageName);
  const folder = main.slice(0, main.lastIndexOf(packageName) + packageName.length);
  return readFile(join(folder, path));
}

const [global, designSystem, app, panel, charts, style] = await Promise.all([
  published('adminjs', 'lib/frontend/assets/scripts/global-bundle.production.js'),
  published('@adminjs/design-system', 'bundle.production.js'),
  published('adminjs', 'lib/frontend/assets/scripts/app-bundle.production.js'),
  bundled('panel.tsx'),
  // Fetched only by a page that draws.
  bundled('charts/charts.tsx'),
  bundled('style/panel.css'),
]);
const assets = { 'global.js': global, 'design-system.js': designSystem, 'app.js': app, 'panel.js': panel, 'charts.js': charts, 'panel.css': style };

// What an earlier build made stays for a while: a page that was just told its names still finds it.
const KEPT = 10 * 60_000;

await mkdir(output, { recursive: true });
const files = {};
for (const [name, content] of Object.entries(assets)) {
  const extension = extname(name);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const file = `${name.slice(0, -extension.length)}.${hash}${extension}`;
  files[name] = file;
  if (existsSync(join(output, `${file}.gz`))) continue;
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  await writeFile(join(output, file), content);
  await writeFile(join(output, `${file}.br`), brotliCompressSync(content, quality));
  await writeFile(join(output, `${file}.gz`), gzipSync(content, { level: 9 }));
}
await writeFile(join(output, 'manifest.json'), `${JSON.stringify({ files }, null, 2)}\n`);
const current = Object.values(files).flatMap((file) => [file, `${file}.br`, `${file}.gz`]);
for (const file of await readdir(output)) {
  if (file === 'manifest.json' || current.includes(file)) continue;
  const path = join(output, file);
  if ((await stat(path)).mtimeMs < performance.timeOrigin + performance.now() - KEPT) await rm(path, { force: true });
}
process.stderr.write(`panel built: ${Object.values(files).join(', ')}\n`);
