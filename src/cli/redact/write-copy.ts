/** Writes the files of a redacted copy, under names and with links that fit what they hold now. */
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { sha256Hex } from '../../base/hash.ts';
import type { BundleFile, Layer } from '../../schema/generated/types.ts';
import type { Finder } from '../../share/redact/finder.ts';
import { relinkedLines, type Links } from '../../share/redact/links.ts';
import type { Rules } from '../../share/redact/plan.ts';
import type { Trace } from '../../trace/trace.ts';
import { chunkHashList, withHashes } from '../chunk-hash-list.ts';
import { fingerprint, makeFolders } from '../files.ts';
import { FRAME_TABLE } from '../frame-table-companion.ts';
import { OUTLINE } from '../sound-outline.ts';
import { isAddressed, type Decided } from './decide.ts';
import { mediaWork, redactMedia, type MediaWork } from './media.ts';

export interface Written {
  readonly files: readonly BundleFile[];
  readonly links: Links;
  /** What was done to media, by their path in the copy. */
  readonly media: ReadonlyMap<string, MediaWork>;
  /** With which settings each of them was encoded, by its path. */
  readonly settings: ReadonlyMap<string, string>;
}

export async function writeCopy(
  trace: Trace,
  decided: Decided,
  rules: Rules,
  finder: Finder,
  folder: string,
): Promise<Written> {
  const writer = new Writer(trace, decided, finder, folder);
  writer.rename();
  await writer.writeTexts();
  for (const [file, layer] of decided.media) await writer.writeMedium(file, layer, rules);
  return writer.end();
}

class Writer {
  readonly #trace: Trace;
  readonly #decided: Decided;
  readonly #finder: Finder;
  readonly #folder: string;
  readonly #paths = new Map<string, string>();
  readonly #digests = new Map<string, { readonly sha256: string; readonly bytes: number }>();
  readonly #files = new Map<string, BundleFile>();
  readonly #media = new Map<string, MediaWork>();
  readonly #settings = new Map<string, string>();

  constructor(trace: Trace, decided: Decided, finder: Finder, folder: string) {
    this.#trace = trace;
    this.#decided = decided;
    this.#finder = finder;
    this.#folder = folder;
  }

  get #links(): Links {
    return { paths: this.#paths, digests: this.#digests, gone: this.#decided.gone };
  }

  end(): Written {
    const files = [...this.#files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    return { files, links: this.#links, media: this.#media, settings: this.#settings };
  }

  /** Names that hold what is to be removed, and names that are hashes of what was changed. */
  rename(): void {
    const { kept, gone } = this.#decided;
    for (const path of this.#trace.bundle.files.keys()) {
      const name = gone.has(path) ? path : this.#nameWithout(path);
      if (name !== path) this.#paths.set(path, name);
    }
    for (const [path, { file, source, text }] of kept) {
      if (text === undefined || text === source || !isAddressed(file)) continue;
      const bytes = new TextEncoder().encode(text);
      const sha256 = sha256Hex(bytes);
      this.#digests.set(file.sha256, { sha256, bytes: bytes.length });
      const { sha256: old } = file;
      // As git has it: a folder for the first two digits.
      const folded = path.slice(0, -old.length).replace(`/${old.slice(0, 2)}/`, `/${sha256.slice(0, 2)}/`);
      this.#paths.set(path, folded + sha256);
    }
  }

  #nameWithout(path: string): string {
    let name = path;
    for (const { from, to } of this.#finder.find(path).hits.toReversed())
      name = name.slice(0, from) + 'x'.repeat(to - from) + name.slice(to);
    const stem = name;
    const taken = new Set([...this.#trace.bundle.files.keys(), ...this.#paths.values()]);
    for (let count = 2; name !== path && taken.has(name); count += 1) name = `${stem}-${count}`;
    return name;
  }

  async writeTexts(): Promise<void> {
    for (const [path, { file, source, text, left }] of this.#decided.kept) {
      const name = this.#paths.get(path) ?? path;
      const linked = text !== undefined && path.endsWith('.jsonl') ? relinkedLines(text, this.#links) : text;
      if (linked === undefined || linked === source) {
        await this.#put(path, name);
        this.#files.set(name, { ...file, path: name });
        continue;
      }
      const bytes = new TextEncoder().encode(linked);
      await writeFile(await this.#place(name), bytes);
      const records = file.records !== undefined && left !== undefined ? { records: left } : {};
      this.#files.set(name, {
        ...file,
        ...records,
        path: name,
        bytes: bytes.length,
        sha256: sha256Hex(bytes),
      });
    }
  }

  /** A video or a sound, with what lies beside it. */
  async writeMedium(file: BundleFile, layer: Layer, rules: Rules): Promise<void> {
    const name = this.#paths.get(file.path) ?? file.path;
    const place = await this.#put(file.path, name);
    const times = [...rules.times(layer), ...rules.silences(layer)];
    const work = await mediaWork(layer, place, rules.boxes(layer), times);
    const isTouched = work.boxes.length + work.silences.length > 0;
    const hashes = file.chunk_hashes;
    if (!isTouched) {
      for (const path of [layer.peaks, layer.frame_table, hashes?.path])
        if (path !== undefined) await this.#copyListed(path);
      this.#files.set(name, { ...file, path: name });
      return;
    }
    const workshop = join(this.#folder, '.media');
    await mkdir(workshop);
    try {
      const made = await redactMedia(place, workshop, work);
      await rename(made.path, place);
      this.#settings.set(name, made.note);
    } finally {
      await rm(workshop, { recursive: true, force: true });
    }
    this.#media.set(name, work);
    for (const id of new Set([...work.boxes, ...work.silences].map((one) => one.id)))
      this.#decided.touches.push({ id, from: file.path, count: 1 });
    const fresh = { ...file, path: name, ...(await fingerprint(place)) };
    this.#files.set(name, fresh);
    await this.#remake(layer, place, fresh);
    if (!hashes) return;
    await this.#writeBytes(hashes.path, await chunkHashList(place));
    this.#files.set(name, withHashes(fresh, this.#paths.get(hashes.path) ?? hashes.path));
  }

  /** The outline or frame table of a medium that is another one now. */
  async #remake(layer: Layer, place: string, medium: BundleFile): Promise<void> {
    for (const companion of [OUTLINE, FRAME_TABLE]) {
      const path = layer[companion.field];
      if (path === undefined) continue;
      const made = await companion.make(place, medium);
      if (made.made) await this.#writeBytes(path, made.bytes);
      else {
        this.#decided.gone.add(path);
        this.#decided.remarks.push(companion.remark(medium.path, made.reason));
      }
    }
  }

  async #writeBytes(path: string, bytes: Uint8Array): Promise<void> {
    const name = this.#paths.get(path) ?? path;
    await writeFile(await this.#place(name), bytes);
    const file = this.#trace.bundle.files.get(path);
    if (file) this.#files.set(name, { ...file, path: name, bytes: bytes.length, sha256: sha256Hex(bytes) });
  }

  async #copyListed(path: string): Promise<void> {
    const name = this.#paths.get(path) ?? path;
    const file = this.#trace.bundle.files.get(path);
    if (!file) return;
    await this.#put(path, name);
    this.#files.set(name, { ...file, path: name });
  }

  async #put(path: string, name: string): Promise<string> {
    const place = await this.#place(name);
    const artifact = await this.#trace.bundle.open(path);
    const source = Readable.fromWeb((await artifact.stream()) as NodeStream<Uint8Array>);
    await pipeline(source, createWriteStream(place));
    return place;
  }

  async #place(name: string): Promise<string> {
    await makeFolders(this.#folder, name.split('/').slice(0, -1));
    return join(this.#folder, ...name.split('/'));
  }
}
