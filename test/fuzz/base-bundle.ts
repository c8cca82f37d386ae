/** What is mutated: the sample, whole or small, as its files by path. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../../src/base/hash.ts';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import type { Manifest } from '../../src/schema/generated/types.ts';
import { page } from '../panes/browser/dom-data.ts';

export type Files = ReadonlyMap<string, Uint8Array>;

const SAMPLE = 'public/samples/bug-fix';
const DOM_PATH = 'layers/dom/recording.json';
const INPUT_LINES = 300;
const SOUND_BYTES = 64 * 1024;

export function wholeSample(): Files {
  const entries = readdirSync(SAMPLE, { recursive: true, withFileTypes: true, encoding: 'utf8' });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(SAMPLE.length + 1));
  return new Map(paths.sort().map((path) => [path, new Uint8Array(readFileSync(join(SAMPLE, path)))]));
}

/** The sample with a short video, less sound and input, and a recording of a page, which the sample lacks. */
export function smallSample(): Files {
  const files = new Map(wholeSample());
  const shorten = (path: string, shorter: (bytes: Buffer) => Uint8Array): void => {
    files.set(path, shorter(Buffer.from(files.get(path) ?? [])));
  };
  shorten(
    'layers/screen/screen.mp4',
    () => new Uint8Array(readFileSync('test/fixtures/video/cfr30-h264.mp4')),
  );
  shorten('layers/voice/voice.m4a', (bytes) => bytes.subarray(0, SOUND_BYTES));
  shorten('layers/input/input-events.jsonl', (bytes) => {
    const lines = bytes.toString().split('\n').slice(0, INPUT_LINES);
    return Buffer.from(`${lines.join('\n')}\n`);
  });
  files.set(DOM_PATH, Buffer.from(JSON.stringify(recording())));
  const manifest = JSON.parse(Buffer.from(files.get(MANIFEST_PATH) ?? []).toString()) as Manifest;
  const dom = {
    id: 'dom',
    kind: 'browser_dom',
    status: 'present',
    clock: { domain: 'monotonic', native_unit: 'ms', sync_quality: 'measured' },
    format: { name: 'rrweb', version: '2' },
    paths: [DOM_PATH],
  };
  const listed = { path: DOM_PATH, bytes: 0, sha256: '', media_type: 'application/json' };
  const added = { ...manifest, layers: [...manifest.layers, dom], files: [...manifest.files, listed] };
  files.set(MANIFEST_PATH, Buffer.from(JSON.stringify(added)));
  return honest(files);
}

function recording(): readonly object[] {
  const text = { type: 3, id: 11, textContent: 'Sign in' };
  const field = {
    type: 2,
    id: 12,
    tagName: 'input',
    attributes: { type: 'text', name: 'q' },
    childNodes: [],
  };
  const list = { type: 2, id: 13, tagName: 'ul', attributes: { class: 'list' }, childNodes: [] };
  const heading = { type: 2, id: 10, tagName: 'h1', attributes: {}, childNodes: [text] };
  const item = { type: 2, id: 14, tagName: 'li', attributes: {}, childNodes: [] };
  const changes = {
    texts: [],
    attributes: [],
    removes: [],
    adds: [{ parentId: 13, nextId: null, node: item }],
  };
  return [
    ...page(1000, [heading, field, list]),
    { type: 3, timestamp: 1500, data: { source: 0, ...changes } },
    { type: 3, timestamp: 2000, data: { source: 5, id: 12, text: 'traces', isChecked: false } },
    { type: 3, timestamp: 2500, data: { source: 2, type: 2, id: 10, x: 5, y: 5 } },
    { type: 3, timestamp: 3000, data: { source: 3, id: 1, x: 0, y: 40 } },
  ];
}

/** With sizes and hashes in the manifest that are true, where it can be read as one at all. */
export function honest(files: Files): Files {
  try {
    const manifest = JSON.parse(Buffer.from(files.get(MANIFEST_PATH) ?? []).toString()) as Manifest;
    const records = manifest.files.map((record) => {
      const bytes = files.get(record.path);
      return bytes ? { ...record, bytes: bytes.length, sha256: sha256Hex(bytes) } : record;
    });
    const text = JSON.stringify({ ...manifest, files: records });
    return new Map([...files, [MANIFEST_PATH, Buffer.from(text)]]);
  } catch {
    // What was mutated is the manifest itself.
    return files;
  }
}
