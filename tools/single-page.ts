/** Makes one HTML file of the app: a plugin for Vite. What stands in it and how the page finds it: src/share/single-file.ts. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { DATA_PLACE } from '../src/share/single-file.ts';
import { trustedTypes } from './trusted-types.ts';

interface SinglePageOptions {
  /** Folder of the app, built already: its workers are taken as they are. */
  readonly app: string;
}

/** In the page, this gives the address of a worker by its name. Set by the boot script before anything else runs. */
const WORKER_ADDRESS = 'globalThis.playheadWorker';
/** The policy of Trusted Types by which the boot script says that these addresses are its own. */
const WORKER_POLICY = 'playhead-workers';
/** Settled once it can. */
const READY = 'globalThis.playheadWorkers';
/** How the entry of the app ends. */
const START = /\nstart\(\);\n/;
/**
 * What `new Worker` is given throughout the source. From a disk, modules of a page's own are refused; as Vite builds them, they
 * are plain scripts.
 */
const WORKER_URL = /new URL\('\.\/([\w-]+\.worker)\.ts', import\.meta\.url\), \{ type: 'module' \}/g;
/** A worker of a package, as a class. */
const WORKER_MODULE = /([\w-]+\.worker)\.js\?worker$/;
const VIRTUAL = '\0single-worker:';
/** Workers that a client has no command for: they would be a seventh of the page. */
const NOT_FOR_CLIENTS: ReadonlySet<string> = new Set(['export-data.worker', 'import.worker', 'judge.worker']);

/**
 * Only this script runs and only workers made of the page's own bytes; nothing is fetched, from nowhere. 'unsafe-inline'
 * styles as in the app itself.
 */
const policyFor = (scripts: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src ${scripts.map((script) => `'sha256-${sha256(script)}'`).join(' ')}`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'font-src data:',
    'media-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    ...trustedTypes(WORKER_POLICY),
  ].join('; ');

/**
 * Workers stand packed in the page, as text that is not run. They become scripts of their own before the app starts, since
 * it makes workers without waiting.
 */
const BOOT = [
  'const urls={};',
  `const own=globalThis.trustedTypes?.createPolicy('${WORKER_POLICY}',{createScriptURL:url=>url});`,
  `${WORKER_ADDRESS}=name=>urls[name];`,
  `${READY}=Promise.all(Array.from(document.querySelectorAll('script[data-worker]'),async element=>{`,
  'const packed=Uint8Array.from(atob(element.textContent),one=>one.charCodeAt(0));',
  "const code=await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).blob();",
  "const url=URL.createObjectURL(new Blob([code],{type:'text/javascript'}));",
  'urls[element.dataset.worker]=own?own.createScriptURL(url):url;',
  'element.remove()}));',
].join('');

export function singlePage({ app }: SinglePageOptions): Plugin {
  const workers = new Set<string>();
  return {
    name: 'single-page',
    enforce: 'pre',
    resolveId: (id) => {
      const [, name] = WORKER_MODULE.exec(id) ?? [];
      return name === undefined ? undefined : VIRTUAL + name;
    },
    load: (id) => {
      if (!id.startsWith(VIRTUAL)) return undefined;
      const name = id.slice(VIRTUAL.length);
      workers.add(name);
      return `export default class { constructor() { return new Worker(${addressOf(name)}); } }`;
    },
    transform(code, id) {
      if (id.endsWith('/src/main.tsx')) {
        if (!START.test(code)) return this.error('The entry of the app does not end with its start.');
        return { code: code.replace(START, `\nvoid ${READY}.then(start);\n`), map: null };
      }
      if (!code.includes('.worker.ts')) return undefined;
      const made = code.replace(WORKER_URL, (_, name: string) => {
        if (!NOT_FOR_CLIENTS.has(name)) workers.add(name);
        return addressOf(name);
      });
      return { code: made, map: null };
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.values(bundle);
        const chunks = files.filter((file) => file.type === 'chunk');
        const [main] = chunks;
        if (!main || chunks.length > 1)
          return this.error(`The page needs one script, and there are ${chunks.length}.`);
        const styles = files.flatMap((file) =>
          file.type === 'asset' && file.fileName.endsWith('.css') ? textOf(file.source) : [],
        );
        const html = pageOf(textOf(readFileSync('index.html')), {
          icon: readFileSync('public/icons/playhead.svg'),
          styles,
          script: main.code,
          workers: [...workers].sort().map((name) => [name, builtWorker(app, name)]),
        });
        for (const name of Object.keys(bundle)) Reflect.deleteProperty(bundle, name);
        this.emitFile({ type: 'asset', fileName: 'single.html', source: html });
        return undefined;
      },
    },
  };
}

interface Parts {
  readonly icon: Uint8Array;
  readonly styles: readonly string[];
  readonly script: string;
  readonly workers: readonly (readonly [name: string, code: string])[];
}

function pageOf(index: string, { icon, styles, script, workers }: Parts): string {
  const main = inScript(script);
  const policy = policyFor([BOOT, main]);
  const replaced: readonly (readonly [from: RegExp, to: string])[] = [
    [/<head>/, `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`],
    // A file is not installed as a program.
    [/\s*<link rel="apple-touch-icon"[^>]*>\s*<link rel="manifest"[^>]*>/, ''],
    [/\.\/icons\/playhead\.svg/, `data:image/svg+xml;base64,${Buffer.from(icon).toString('base64')}`],
    [/(?=\s*<\/head>)/, `\n    <style>${styles.join('\n').replaceAll('</', '<\\/')}</style>`],
    [
      /<script type="module" src="[^"]*"><\/script>/,
      [
        ...workers.map(
          ([name, code]) => `<script type="text/plain" data-worker="${name}">${packed(code)}</script>`,
        ),
        `<script>${BOOT}</script>`,
        DATA_PLACE,
        `<script type="module">${main}</script>`,
      ].join('\n'),
    ],
  ];
  return replaced.reduce((html, [from, to]) => {
    if (!from.test(html)) throw new Error(`index.html has no ${String(from)}`);
    return html.replace(from, () => to);
  }, index);
}

function addressOf(name: string): string {
  return `${WORKER_ADDRESS}(${JSON.stringify(name)})`;
}

function builtWorker(app: string, name: string): string {
  const folder = join(app, 'assets');
  const [file, ...others] = readdirSync(folder).filter(
    (one) => one.startsWith(`${name}-`) && one.endsWith('.js'),
  );
  if (file === undefined || others.length > 0)
    throw new Error(`${folder} has no ${name}, or several: build the app first.`);
  return readFileSync(join(folder, file), 'utf8').replace(/\n?\/\/# sourceMappingURL=\S*\s*$/, '');
}

function packed(code: string): string {
  return gzipSync(code, { level: 9 }).toString('base64');
}

/** Code as it may stand in a script element: within strings, templates and patterns these are the same. */
function inScript(code: string): string {
  // The HTML parser would change these, and the hash would not hold.
  if (code.includes('\r') || code.includes('\0'))
    throw new Error('The script holds a carriage return or NUL.');
  return code.replace(/<(?=\/?script|!--)/gi, '\\x3c');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

function textOf(source: string | Uint8Array): string {
  return typeof source === 'string' ? source : Buffer.from(source).toString('utf8');
}
