/** Builds what the benchmarks open, apart from `dist`, which others may be using. */
import { join, resolve } from 'node:path';
import { build } from 'vite';

/** Everything that benchmarks make and need not keep. */
export const CACHE = 'node_modules/.cache/playhead-bench';

/** Builds the app as it is now. Gives its folder. */
export async function buildApp(): Promise<string> {
  const folder = join(CACHE, 'app');
  await build({ logLevel: 'error', build: { outDir: folder, emptyOutDir: true, sourcemap: false } });
  return folder;
}

/** Builds the page of the peers. Gives its folder. */
export function buildPeers(): Promise<string> {
  return buildPage('peers');
}

/** Builds the page of `events`. Gives its folder. */
export function buildEvents(): Promise<string> {
  return buildPage('events');
}

/** Builds `bench/NAME`. */
async function buildPage(name: string): Promise<string> {
  const folder = join(CACHE, name === 'peers' ? name : `${name}-page`);
  await build({
    configFile: false,
    root: join('bench', name),
    base: './',
    logLevel: 'error',
    build: { outDir: resolve(folder), emptyOutDir: true, target: 'es2023' },
    worker: { format: 'es' },
  });
  return folder;
}
