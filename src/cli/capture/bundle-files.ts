/** The files of a bundle in the making, and their list. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BundleFile } from '../../schema/generated/types.ts';
import { fingerprint, makeFolders } from '../files.ts';

export class BundleFiles {
  readonly #root: string;
  readonly #files = new Map<string, BundleFile>();

  constructor(root: string) {
    this.#root = root;
  }

  get all(): readonly BundleFile[] {
    return [...this.#files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Where somebody may write a file; `add` takes it into the list afterwards. */
  async place(path: string): Promise<string> {
    await makeFolders(this.#root, dirname(path).split('/'));
    return join(this.#root, path);
  }

  async add(path: string, mediaType: string, records?: number): Promise<BundleFile> {
    const print = await fingerprint(join(this.#root, path));
    const file = { path, ...print, media_type: mediaType, ...(records !== undefined && { records }) };
    this.#files.set(path, file);
    return file;
  }

  async write(
    path: string,
    content: string | Uint8Array,
    mediaType: string,
    records?: number,
  ): Promise<string> {
    await writeFile(await this.place(path), content);
    return (await this.add(path, mediaType, records)).path;
  }

  lines(path: string, records: readonly object[]): Promise<string> {
    const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
    return this.write(path, text, 'application/x-ndjson', records.length);
  }

  /** Keeps content under its own digest, once. */
  async blob(content: Uint8Array): Promise<string> {
    const digest = createHash('sha256').update(content).digest('hex');
    const path = `blobs/sha256/${digest.slice(0, 2)}/${digest}`;
    return this.#files.has(path) ? path : this.write(path, content, 'application/octet-stream');
  }
}
