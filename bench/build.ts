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
export async function buildPeers(): Promise<string> {
  const folder = join(CACHE, 'peers');
  await build({
    configFile: false,
    root: 'bench/peers',
    base: './',
    logLevel: 'error',
    build: { outDir: resolve(folder), emptyOutDir: true, target: 'es2023' },
  });
  return folder;
}
