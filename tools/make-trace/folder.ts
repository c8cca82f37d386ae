/** The folder that a made bundle is written to, and the list of its files. Nothing is held in memory but what is being written. */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withHashes } from '../../src/cli/chunk-hash-list.ts';
import type { BundleFile } from '../../src/schema/generated/types.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  opus: 'audio/ogg',
  jsonl: 'application/jsonl',
  har: 'application/json',
  json: 'application/json',
  cast: 'application/x-asciicast',
  vtt: 'text/vtt',
  html: 'text/html',
  diff: 'text/x-diff',
  xml: 'application/xml',
  sarif: 'application/sarif+json',
  md: 'text/markdown',
};
const BLOB_TYPE = 'text/plain';
const OTHER_TYPE = 'application/octet-stream';
/** Characters, and bytes, that are gathered before they are written. */
const GATHERED = 1 << 18;
const READ_BYTES = 1 << 22;

export class BundleFolder {
  readonly root: string;
  readonly #files = new Map<string, BundleFile>();

  constructor(root: string) {
    this.root = root;
  }

  /** Sorted by path. */
  get files(): readonly BundleFile[] {
    return [...this.#files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Where `path` is on the disk; its folder is there. */
  place(path: string): string {
    const place = join(this.root, ...path.split('/'));
    mkdirSync(dirname(place), { recursive: true });
    return place;
  }

  write(path: string, content: string | Uint8Array): string {
    const bytes = Buffer.from(content);
    writeFileSync(this.place(path), bytes);
    this.#list(path, bytes.length, createHash('sha256').update(bytes).digest('hex'));
    return path;
  }

  /** Stores content under its own SHA-256; equal content once. */
  blob(text: string): { readonly content: string; readonly sha256: string; readonly bytes: number } {
    const bytes = Buffer.from(text);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const content = `blobs/sha256/${sha256.slice(0, 2)}/${sha256}`;
    if (!this.#files.has(content)) {
      writeFileSync(this.place(content), bytes);
      this.#list(content, bytes.length, sha256);
    }
    return { content, sha256, bytes: bytes.length };
  }

  /** A text that is written line by line. */
  lines(path: string): LineWriter {
    return new LineWriter(path, this.place(path), (bytes, sha256, records) =>
      this.#list(path, bytes, sha256, path.endsWith('.jsonl') ? records : undefined),
    );
  }

  /** Lists a file that another program wrote at `place(path)`. */
  adopt(path: string): string {
    const place = this.place(path);
    this.#list(path, statSync(place).size, hashOfFile(place));
    return path;
  }

  /** The hashes of the parts of `path` lie at `hashes`. */
  nameHashes(path: string, hashes: string): void {
    this.#files.set(path, withHashes(this.entry(path), hashes));
  }

  entry(path: string): BundleFile {
    const entry = this.#files.get(path);
    if (!entry) throw new Error(`${path} was not written`);
    return entry;
  }

  #list(path: string, bytes: number, sha256: string, records?: number): void {
    const ending = path.slice(path.lastIndexOf('.') + 1);
    const type = path.startsWith('blobs/') ? BLOB_TYPE : (MEDIA_TYPES[ending] ?? OTHER_TYPE);
    this.#files.set(path, {
      path,
      bytes,
      sha256,
      media_type: type,
      ...(records !== undefined && { records }),
    });
  }
}

/** Counts and hashes while it writes. */
export class LineWriter {
  /** In the bundle. */
  readonly path: string;
  readonly #file: number;
  readonly #hash: Hash = createHash('sha256');
  readonly #done: (bytes: number, sha256: string, records: number) => void;
  #gathered: string[] = [];
  #length = 0;
  #bytes = 0;
  #records = 0;

  constructor(path: string, place: string, done: (bytes: number, sha256: string, records: number) => void) {
    this.path = path;
    this.#file = openSync(place, 'w');
    this.#done = done;
  }

  /** Lines so far. */
  get records(): number {
    return this.#records;
  }

  /** `line`: without its end. */
  add(line: string): void {
    this.#gathered.push(line);
    this.#length += line.length + 1;
    this.#records += 1;
    if (this.#length >= GATHERED) this.#write();
  }

  /** One JSON object a line. */
  record(value: object): void {
    this.add(JSON.stringify(value));
  }

  end(): void {
    this.#write();
    closeSync(this.#file);
    this.#done(this.#bytes, this.#hash.digest('hex'), this.#records);
  }

  #write(): void {
    if (this.#gathered.length === 0) return;
    const bytes = Buffer.from(`${this.#gathered.join('\n')}\n`);
    writeSync(this.#file, bytes);
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
    this.#gathered = [];
    this.#length = 0;
  }
}

function hashOfFile(place: string): string {
  const file = openSync(place, 'r');
  const hash = createHash('sha256');
  const part = Buffer.allocUnsafe(READ_BYTES);
  for (let count = readSync(file, part); count > 0; count = readSync(file, part))
    hash.update(part.subarray(0, count));
  closeSync(file);
  return hash.digest('hex');
}
