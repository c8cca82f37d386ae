/** Holds what can be searched, and searches it. It has no bundle: it asks the page for bytes. */
import { TraceError, type Problem } from '../base/errors.ts';
import { createSha256 } from '../base/hash.ts';
import { handOver } from '../base/rpc.ts';
import type { BundleFile } from '../schema/generated/types.ts';
import { Budget } from './budget.ts';
import { CorpusBuilder, sizeOf, type Corpus } from './corpus.ts';
import { findText, HitList, type Hits } from './find.ts';
import { hitRow, type HitRow } from './hit-row.ts';
import { blockEnd, blockOf } from './match-pattern.ts';
import type { PatternRunner } from './pattern-runner.ts';
import { isEmpty, regexOf, type Query } from './query.ts';
import { readSource, type Source } from './read-source.ts';
import type { SearchLine } from './search-line.ts';
import { inTurns, type Work } from './work.ts';

/** What the page offers. */
export interface SearchPage {
  /** All bytes of a file. They are the worker's from then on. `source`: for which layer. */
  read(path: string, source: string): Promise<Uint8Array>;
  /** How much of a source is read, in [0, 1]. */
  progress(source: string, done: number): void;
  /** A file is not what the manifest says. */
  found(problem: Problem): void;
}

/** A source that can be searched. */
export interface ReadSource {
  readonly lines: number;
  /** In bytes, in memory. */
  readonly size: number;
  /** False where a part of it is not among the lines. */
  readonly whole: boolean;
}

/** What was found in one source. */
export interface Found {
  /** Of the hits, ascending; NaN for those that have none, at the end. See `OwnTime`. */
  readonly times: Float64Array;
  readonly more: boolean;
  /** The first of them. */
  readonly rows: readonly HitRow[];
}

/** Rows that come with the hits. */
const FIRST_ROWS = 60;
/** Bytes that are hashed in one turn. */
const HASH_BLOCK = 1 << 20;

export class SearchService {
  readonly #page: SearchPage;
  readonly #patterns: PatternRunner;
  readonly #budget: Budget;
  readonly #corpora = new Map<string, Corpus>();
  /** By source: what was found last, and for which search. */
  readonly #found = new Map<
    string,
    { readonly search: number; readonly query: Query; readonly hits: Hits }
  >();
  #files: ReadonlyMap<string, BundleFile> = new Map();

  constructor(page: SearchPage, patterns: PatternRunner, limit?: number) {
    this.#page = page;
    this.#patterns = patterns;
    this.#budget = new Budget(limit);
  }

  /** To be called first: the files of the manifest. */
  open(files: readonly BundleFile[]): void {
    this.#files = new Map(files.map((file) => [file.path, file]));
  }

  /** Reads a layer, whose id is that of the source. Rejects where it cannot be read. */
  async read(source: Source, signal: AbortSignal): Promise<ReadSource> {
    const { id } = source.layer;
    const share = this.#budget.share();
    const builder = new CorpusBuilder(share);
    try {
      await readSource(source, {
        files: this.#files,
        read: (path) => this.#read(path, id, signal),
        add: builder.add,
        leaveOut: builder.leaveOut,
        progress: (done) => this.#page.progress(id, (1 + done) / 2),
        signal,
      });
      return this.#keep(id, builder, share);
    } catch (error) {
      share.release();
      throw error;
    }
  }

  /** Takes lines that the page has, in place of those that it gave before for the same source. */
  put(id: string, lines: readonly SearchLine[]): ReadSource {
    const share = this.#budget.share();
    const builder = new CorpusBuilder(share);
    lines.forEach(builder.add);
    return this.#keep(id, builder, share);
  }

  /** `search`: names the search, so that rows can be asked for. Rejects with `pattern-invalid`, `pattern-slow`, and the signal's reason. */
  async find(id: string, query: Query, search: number, signal: AbortSignal): Promise<Found> {
    const corpus = this.#corpora.get(id);
    if (!corpus || isEmpty(query)) return { times: new Float64Array(), more: false, rows: [] };
    const hits = query.pattern
      ? await this.#findPattern(corpus, query, signal)
      : await inTurns(findText(corpus, query), signal);
    this.#found.set(id, { search, query, hits });
    // A copy: the hits stay here, to be told of.
    const times = hits.times.slice();
    const found = { times, more: hits.more, rows: this.rows(id, search, 0, FIRST_ROWS) };
    return handOver(found, [times.buffer]);
  }

  /** Rows [from, to) of what a search found; none where another was made since. */
  rows(id: string, search: number, from: number, to: number): readonly HitRow[] {
    const corpus = this.#corpora.get(id);
    const found = this.#found.get(id);
    if (!corpus || found?.search !== search) return [];
    const rows: HitRow[] = [];
    for (let index = from; index < Math.min(to, found.hits.lines.length); index++) {
      const row = hitRow(corpus, found.hits, index, found.query);
      if (row) rows.push(row);
    }
    return rows;
  }

  async #findPattern(corpus: Corpus, query: Query, signal: AbortSignal): Promise<Hits> {
    // Throws for what is no pattern, before anything is sent.
    regexOf(query);
    const found = new HitList(corpus);
    const count = corpus.starts.length - 1;
    const all = corpus.pieces.from.length > 0;
    let first = 0;
    while (first < count && !found.isFull) {
      const end = blockEnd(corpus, first);
      const from = corpus.starts[first] ?? 0;
      const { lines, ats, ends } = await this.#patterns.match(
        blockOf(corpus, first, end),
        query,
        all,
        signal,
      );
      for (const [index, line] of lines.entries())
        found.take(first + line, from + (ats[index] ?? 0), from + (ends[index] ?? 0));
      first = end;
    }
    return found.hits(first < count);
  }

  async #read(path: string, id: string, signal: AbortSignal): Promise<Uint8Array> {
    const file = this.#files.get(path);
    if (!file) throw new TraceError('artifact-unlisted', { path });
    const bytes = await this.#page.read(path, id);
    signal.throwIfAborted();
    const details = { path, expected: file.bytes, actual: bytes.length };
    if (bytes.length !== file.bytes)
      this.#page.found({ severity: 'error', code: 'artifact-truncated', details });
    else {
      const actual = await inTurns(hashOf(bytes), signal);
      if (actual !== file.sha256)
        this.#page.found({
          severity: 'error',
          code: 'artifact-hash',
          details: { path, expected: file.sha256, actual },
        });
    }
    return bytes;
  }

  #keep(id: string, builder: CorpusBuilder, share: ReturnType<Budget['share']>): ReadSource {
    const corpus = builder.build();
    const size = sizeOf(corpus);
    share.settle(size);
    this.#budget.replace(id, share);
    this.#corpora.set(id, corpus);
    this.#found.delete(id);
    return { lines: corpus.starts.length - 1, size, whole: corpus.whole };
  }
}

function* hashOf(bytes: Uint8Array): Work<string> {
  const hash = createSha256();
  for (let at = 0; at < bytes.length; at += HASH_BLOCK) {
    hash.update(bytes.subarray(at, at + HASH_BLOCK));
    yield;
  }
  return hash.hex();
}
