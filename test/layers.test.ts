/** What may import what. The table is the architecture: change it there or not at all. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const SRC = 'src';

/** Layer → layers that its files may import, besides their own. `main.tsx` mounts the app and is a layer of its own. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  base: [],
  schema: ['base'],
  bundle: ['base'],
  importers: ['base', 'schema', 'bundle'],
  trace: ['base', 'schema', 'bundle', 'importers'],
  exporters: ['base', 'schema', 'bundle', 'trace'],
  qc: ['base', 'schema', 'bundle', 'trace'],
  search: ['base', 'schema', 'bundle', 'trace'],
  ui: ['base'],
  timeline: ['base', 'trace', 'ui'],
  panes: ['base', 'trace', 'timeline', 'ui'],
  review: ['base', 'schema', 'bundle', 'trace', 'qc', 'timeline', 'ui'],
  share: ['base', 'schema', 'bundle', 'trace', 'qc', 'timeline', 'ui'],
  app: [
    'base',
    'schema',
    'bundle',
    'importers',
    'exporters',
    'trace',
    'qc',
    'search',
    'ui',
    'timeline',
    'panes',
    'review',
    'share',
  ],
  cli: ['base', 'schema', 'bundle', 'importers', 'exporters', 'trace', 'qc', 'review', 'share'],
  main: ['app', 'ui'],
};

/** Files that may import less than their layer. */
const FILE_MAY_IMPORT: Readonly<Record<string, readonly string[]>> = { 'timeline/clock.ts': ['base'] };

/** Heavy package → the only places that may import it. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  'video.js': ['panes/video'],
  mediabunny: ['panes/video', 'trace'],
  'monaco-editor': ['panes/diff'],
  '@xterm/headless': ['trace'],
  '@monaco-editor/react': ['panes/diff'],
  dompurify: ['panes/browser'],
  rrweb: ['panes/browser'],
  'wavesurfer.js': ['panes/voice'],
  'react-window': ['ui'],
  zustand: ['app', 'timeline', 'review'],
  '@zip.js/zip.js': ['bundle', 'cli'],
  fzstd: ['bundle'],
  'flexlayout-react': ['app'],
  uplot: ['panes/signals'],
  'workbox-precaching': ['app/offline'],
  jsonata: ['importers/mapped'],
};

const NODE_LAYERS = ['cli'];

interface Import {
  readonly file: string;
  readonly target: string;
}

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Every module that a file names: static, type-only, re-exported, side-effect and dynamic imports, and import types. */
function importsOf(path: string, text: string): readonly Import[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (node: ts.Node | undefined): void => {
    if (node && ts.isStringLiteralLike(node)) found.push({ file: relative(SRC, path), target: node.text });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0]);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    if (ts.isNewExpression(node) && node.expression.getText() === 'URL') {
      const [first] = node.arguments ?? [];
      if (first && ts.isStringLiteralLike(first) && first.text.startsWith('.')) add(first);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function layerOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : file.replace(/\.tsx?$/, '');
}

/** Why an import is not allowed; undefined where it is. */
function fault({ file, target }: Import): string | undefined {
  const layer = layerOf(file);
  if (target.startsWith('node:'))
    return NODE_LAYERS.includes(layer)
      ? undefined
      : `${file} uses Node (${target}) outside ${NODE_LAYERS.join(', ')}`;
  if (!target.startsWith('.')) {
    const home = Object.entries(HOMES).find(([name]) => target === name || target.startsWith(`${name}/`));
    if (!home || home[1].some((place) => file.startsWith(`${place}/`))) return undefined;
    return `${file} imports ${home[0]}, whose home is ${home[1].join(', ')}`;
  }
  const path = join(dirname(file), target).replace(/\?.*$/, '');
  const other = layerOf(path);
  const allowed = FILE_MAY_IMPORT[file] ?? MAY_IMPORT[layer];
  if (!allowed) return `${file} is in no layer of the table`;
  if (other !== layer)
    return allowed.includes(other) ? undefined : `${file} (${layer}) imports ${path} (${other})`;
  if (FILE_MAY_IMPORT[file] && path.endsWith('.ts')) return `${file} imports ${path}`;
  const [, pane, ...deeper] = file.split('/');
  if (layer === 'panes' && deeper.length > 0 && path !== 'panes/pane.tsx' && path.split('/')[1] !== pane)
    return `${file} imports ${path}: a pane imports no other pane`;
  return undefined;
}

describe('layers', () => {
  const imports = sourceFiles(SRC).flatMap((path) => importsOf(path, readFileSync(path, 'utf8')));

  it('finds the imports of the source', () => {
    expect(imports.length).toBeGreaterThan(50);
  });

  it('holds everywhere', () => {
    expect(imports.map(fault).filter((reason) => reason !== undefined)).toEqual([]);
  });

  it.each([
    ["import { a } from '../app/a.ts';", 'base/x.ts'],
    ["import type { A } from '../trace/a.ts';", 'bundle/x.ts'],
    ["export * from '../app/a.ts';", 'trace/x.ts'],
    ["import '../ui/a.css';", 'trace/x.ts'],
    ["const a = () => import('../panes/video/a.ts');", 'timeline/x.ts'],
    ["type A = import('../cli/a.ts').A;", 'app/x.ts'],
    ["import { a } from '../terminal/a.ts';", 'panes/video/x.ts'],
    ["import { Terminal } from '@xterm/headless';", 'panes/video/x.ts'],
    ["import { readFile } from 'node:fs';", 'trace/x.ts'],
    ["import { Track } from '../trace/track.ts';", 'timeline/clock.ts'],
    ["new Worker(new URL('../app/a.worker.ts', import.meta.url));", 'trace/x.ts'],
  ])('catches %s in %s', (text, file) => {
    expect(importsOf(join(SRC, file), text).map(fault).filter(Boolean)).toHaveLength(1);
  });
});
