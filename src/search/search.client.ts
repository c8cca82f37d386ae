/** Searches a bundle in a worker. Browser only. */
import { TraceError, type Problem } from '../base/errors.ts';
import { connect, handOver, type Remote } from '../base/rpc.ts';
import type { BundleSource } from '../bundle/bundle-source.ts';
import type { BundleFile } from '../schema/generated/types.ts';
import { Answers } from './answers.ts';
import type { HitRow } from './hit-row.ts';
import type { Query } from './query.ts';
import type { Source } from './read-source.ts';
import type { SearchLine } from './search-line.ts';
import type { Found, ReadSource, SearchPage, SearchService } from './search-service.ts';

interface SearchClientOptions {
  readonly bundle: Pick<BundleSource, 'open'>;
  readonly files: readonly BundleFile[];
  /** How much of a source is read, in [0, 1]. */
  readonly onProgress: (source: string, done: number) => void;
  /** A file is not what the manifest says. */
  readonly onProblem: (problem: Problem) => void;
  /** Of a search, what was found first in a source. */
  readonly onFirst: (source: string, search: number, found: Found) => void;
  /** Of a source that is being read, more can be searched. */
  readonly onPart: (source: string) => void;
}

/** All of it rejects once it is disposed of. */
export class SearchClient {
  readonly #service: Remote<SearchService>;
  readonly #worker: Worker;
  readonly #ended = new AbortController();
  readonly #answers = new Answers();

  constructor({ bundle, files, onProgress, onProblem, onFirst, onPart }: SearchClientOptions) {
    const sizes = new Map(files.map(({ path, bytes }) => [path, bytes]));
    /** By source: whether its own file, which is asked for first, is read. */
    const begun = new Set<string>();
    const page: SearchPage = {
      read: async (path, source) => {
        const first = !begun.has(source);
        begun.add(source);
        const size = sizes.get(path) ?? 0;
        return readForWorker(bundle, path, this.#ended.signal, (done) => {
          if (first && size > 0) onProgress(source, Math.min(1, done / size) / 2);
        });
      },
      progress: onProgress,
      found: onProblem,
      first: onFirst,
      part: onPart,
    };
    this.#worker = new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' });
    this.#service = connect<SearchService>(this.#worker, page);
    this.#worker.onerror = ({ message }) =>
      this.#answers.fail(
        new TraceError('internal', { reason: `the search worker failed: ${message || 'it did not load'}` }),
      );
    void this.#service.open(files).catch(() => undefined);
  }

  read(source: Source): Promise<ReadSource> {
    return this.#answers.of(this.#service.read(source, this.#ended.signal));
  }

  put(id: string, lines: readonly SearchLine[]): Promise<ReadSource> {
    return this.#answers.of(this.#service.put(id, lines));
  }

  find(id: string, query: Query, search: number, signal: AbortSignal): Promise<Found> {
    return this.#answers.of(this.#service.find(id, query, search, signal));
  }

  rows(id: string, search: number, from: number, to: number): Promise<readonly HitRow[]> {
    return this.#answers.of(this.#service.rows(id, search, from, to));
  }

  dispose(): void {
    this.#ended.abort();
    this.#worker.terminate();
    this.#answers.fail(new TraceError('aborted', {}));
  }
}

/** All bytes of a file, in memory of their own, which the worker takes over. */
async function readForWorker(
  bundle: Pick<BundleSource, 'open'>,
  path: string,
  signal: AbortSignal,
  onBytes: (done: number) => void,
): Promise<Uint8Array> {
  const artifact = await bundle.open(path, signal);
  const reader = (await artifact.stream(signal)).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
    onBytes(length);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return handOver(bytes, [bytes.buffer]);
}
