import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  mp4: 'video/mp4', m4a: 'audio/mp4', jsonl: 'application/jsonl', json: 'application/json', har: 'application/json',
  cast: 'application/x-asciicast', vtt: 'text/vtt', html: 'text/html', diff: 'text/x-diff', xml: 'application/xml',
  sarif: 'application/sarif+json', md: 'text/markdown', bundle: 'application/x-git-bundle', txt: 'text/plain',
  dat: 'application/octet-stream', frames: 'application/octet-stream',
}; // prettier-ignore

export interface FileEntry {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly media_type: string;
  readonly records?: number;
}

/** Writes the files of one bundle and keeps their list. */
export class BundleWriter {
  readonly root: string;
  readonly #files = new Map<string, FileEntry>();

  constructor(root: string) {
    this.root = root;
  }

  /** Where a program may write a file itself; `add` takes it into the list afterwards. */
  reserve(path: string): string {
    const target = join(this.root, path);
    mkdirSync(dirname(target), { recursive: true });
    return target;
  }

  add(path: string, records?: number): string {
    const content = readFileSync(join(this.root, path));
    const extension = path.split('.').at(-1) ?? '';
    this.#files.set(path, {
      path,
      bytes: content.length,
      sha256: sha256(content),
      media_type: MEDIA_TYPES[extension] ?? 'text/plain',
      ...(records === undefined ? {} : { records }),
    });
    return path;
  }

  /** How a file that was added stands in the list. */
  entry(path: string): FileEntry {
    const entry = this.#files.get(path);
    if (!entry) throw new Error(`${path} was not added`);
    return entry;
  }

  write(path: string, content: string | Buffer, records?: number): string {
    writeFileSync(this.reserve(path), content);
    return this.add(path, records);
  }

  /** One JSON object a line. */
  lines(path: string, records: readonly unknown[]): string {
    return this.write(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''), records.length);
  }

  /** Stores content under its own digest. */
  blob(content: Buffer): { readonly content: string; readonly sha256: string; readonly bytes: number } {
    const digest = sha256(content);
    return {
      content: this.write(`blobs/sha256/${digest.slice(0, 2)}/${digest}`, content),
      sha256: digest,
      bytes: content.length,
    };
  }

  get files(): readonly FileEntry[] {
    return [...this.#files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  get bytes(): number {
    return this.files.reduce((sum, file) => sum + file.bytes, 0);
  }
}

export function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}
