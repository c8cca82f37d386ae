/** Builds the service worker once the page is written, with the list of what it keeps (src/app/offline). */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'vite';
import { isKept, KEPT_MEGABYTES, WORKER_FILE } from '../src/app/offline/kept-files.ts';

/** Share by which the size that people are told may be off. */
const TOLERANCE = 0.15;

export interface KeptFile {
  /** Below the page's folder. */
  readonly url: string;
  /** Null where the name has a hash of the content already. */
  readonly revision: string | null;
}

/** What is kept of the built page in `folder`, in the order in which it is fetched, and its bytes. */
export function listKept(folder: string): { readonly files: readonly KeptFile[]; readonly bytes: number } {
  let bytes = 0;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(isKept)
    .sort()
    .map((url) => {
      const content = readFileSync(join(folder, url));
      bytes += content.length;
      const revision = createHash('sha256').update(content).digest('hex').slice(0, 16);
      return { url, revision: url.startsWith('assets/') ? null : revision };
    });
  return { files, bytes };
}

export function serviceWorker(): Plugin {
  let folder = '';
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved: ({ root, build: { outDir } }) => {
      folder = join(root, outDir);
    },
    async closeBundle(error) {
      if (error) return;
      const { files, bytes } = listKept(folder);
      const megabytes = bytes / 1e6;
      if (Math.abs(megabytes / KEPT_MEGABYTES - 1) > TOLERANCE)
        this.error(
          `${megabytes.toFixed(1)} MB are kept offline, and people are told ${KEPT_MEGABYTES}: change KEPT_MEGABYTES`,
        );
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { KEPT_FILES: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
        build: {
          outDir: folder,
          emptyOutDir: false,
          target: 'es2023',
          // A classic script: not every browser takes a module for a service worker.
          lib: {
            entry: 'src/app/offline/service-worker.ts',
            formats: ['iife'],
            name: 'offline',
            fileName: () => WORKER_FILE,
          },
        },
      });
    },
  };
}
