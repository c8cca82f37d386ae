/** The real sample, and copies of it that are altered in one way. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sha256Hex } from '../../src/base/hash.ts';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import { judge, type QcReport, type RuleReport } from '../../src/qc/judge.ts';
import { standardProfile, type Profile } from '../../src/qc/profile.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import type { Verifications } from '../../src/trace/verifications.ts';
import { sourceOf } from '../fixtures/build-bundle.ts';

const ROOT = 'public/samples/bug-fix';

// The tests bend manifests and records in every way, so that they are plain JSON here.
export interface Json {
  [key: string]: Json;
}
export type Manifest = Json & { readonly layers: Json[]; readonly files: Json[] };

const original: ReadonlyMap<string, Uint8Array> = new Map(
  readdirSync(ROOT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(ROOT, path), new Uint8Array(readFileSync(path))]),
);

/** A copy of the sample's files. What is altered stays whole: sizes, hashes and numbers of records follow. */
export class Sample {
  readonly files = new Map(original);

  manifest(change: (manifest: Manifest) => void): void {
    const manifest = JSON.parse(this.read(MANIFEST_PATH)) as Manifest;
    change(manifest);
    this.files.set(MANIFEST_PATH, new TextEncoder().encode(JSON.stringify(manifest)));
  }

  layer(id: string, change: (layer: Json) => void): void {
    this.manifest(({ layers }) => {
      const found = layers.find((layer) => (layer['id'] as unknown) === id);
      if (!found) throw new Error(`no layer ${id}`);
      change(found);
    });
  }

  text(path: string, change: (text: string) => string): void {
    const before = this.read(path);
    const after = change(before);
    if (after === before) throw new Error(`${path} was not altered`);
    this.write(path, new TextEncoder().encode(after), after.split('\n').filter((line) => line !== '').length);
  }

  /** The records of a JSON Lines file. */
  records(path: string, change: (records: Json[]) => readonly object[]): void {
    this.text(path, (text) => {
      const records = text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Json);
      return change(records)
        .map((record) => `${JSON.stringify(record)}\n`)
        .join('');
    });
  }

  read(path: string): string {
    return new TextDecoder().decode(this.files.get(path));
  }

  private write(path: string, bytes: Uint8Array, lines: number): void {
    this.files.set(path, bytes);
    this.manifest(({ files, layers }) => {
      const file = files.find((one) => (one['path'] as unknown) === path);
      const layer = layers.find((one) => JSON.stringify(one['paths'] ?? []).includes(`"${path}"`));
      put(file, { bytes: bytes.length, sha256: sha256Hex(bytes) });
      if (file && 'records' in file) put(file, { records: lines });
      if (layer && path.endsWith('.jsonl')) put(layer, { records: lines });
    });
  }
}

/** Sets keys of what is JSON. */
export function put(target: object | undefined, values: object): void {
  if (!target) throw new Error('nothing to put it into');
  Object.assign(target, values);
}

/** A list inside what is JSON. */
export function listIn<T = Json>(node: Json | undefined, ...keys: readonly string[]): T[] {
  let found = node;
  for (const key of keys) found = found?.[key];
  if (!Array.isArray(found)) throw new Error(`no list ${keys.join('.')}`);
  return found as T[];
}

interface Options {
  readonly profile?: Profile;
  readonly reviewless?: boolean;
  readonly compare?: boolean;
  readonly listed?: boolean;
  /** What stands beside the bundle. */
  readonly verifications?: Verifications;
}

/** Judges the sample, altered first. */
export async function judgeSample(
  alter: (sample: Sample) => void = () => undefined,
  {
    profile = standardProfile(),
    reviewless = false,
    compare = true,
    listed = true,
    verifications,
  }: Options = {},
): Promise<QcReport> {
  const sample = new Sample();
  alter(sample);
  const trace = await openTrace(sourceOf(sample.files));
  const listing = listed ? { listing: [...sample.files.keys()] } : {};
  return judge(trace, { profile, reviewless, compare, verifications, ...listing });
}

export function ruleOf({ rules }: QcReport, id: string): RuleReport {
  const found = rules.find((rule) => rule.id === id);
  if (!found) throw new Error(`no rule ${id}`);
  return found;
}

/** The rules of two reports that came out otherwise, by id. */
export function changedRules(before: QcReport, after: QcReport): readonly string[] {
  return after.rules.filter((rule) => rule.result !== ruleOf(before, rule.id).result).map(({ id }) => id);
}

export function measureOf(report: QcReport, rule: string, name: string, item?: string): number {
  const found = ruleOf(report, rule).measures.find((one) => one.name === name && one.item === item);
  if (!found) throw new Error(`no measure ${name}`);
  return found.value;
}
