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
import type { AddLine, SearchLine } from './search-line.ts';
import { inTurns, type Work } from './work.ts';

/** What the page offers. */
export interface SearchPage {
  /** All bytes of a file. They are the worker's from then on. `source`: for which layer. */
  read(path: string, source: string): Promise<Uint8Array>;
  /** How much of a source is read, in [0, 1]. */
  progress(source: string, done: number): void;
  /** A file is not what the manifest says. */
  found(problem: Problem): void;
  /** What a search found first in a source, before it is through. */
  first(source: string, search: number, found: Found): void;
  /** Of a source that is still being read, more can be searched. */
  part(source: string): void;
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
/** Lines of a terminal that can be searched before it is followed to its end, and by how much the next part is larger. */
const FIRST_PART = 2_000;
const PART_GROWTH = 4;
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
    { readonly search: number; readonly query: Query; readonly hits: Hits; readonly corpus: Corpus }
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

  /** Reads a layer, whose id is that of the source. Rejects where it cannot be read: nothing of it is kept then. */
  async read(source: Source, signal: AbortSignal): Promise<ReadSource> {
    const { id } = source.layer;
    const share = this.#budget.share();
    const builder = new CorpusBuilder(share);
    try {
      await readSource(source, {
        files: this.#files,
        read: (path) => this.#read(path, id, signal),
        add: source.layer.kind === 'terminal' ? this.#telling(id, builder) : builder.add,
        leaveOut: builder.leaveOut,
        progress: (done) => this.#page.progress(id, (1 + done) / 2),
        signal,
      });
      return this.#keep(id, builder, share);
    } catch (error) {
      share.release();
      this.#corpora.delete(id);
      this.#found.delete(id);
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
    const tell = (list: HitList, line: number): void =>
      this.#tellFirst(id, search, query, corpus, list, line);
    const hits = query.pattern
      ? await this.#findPattern(corpus, query, tell, signal)
      : await this.#findText(corpus, query, tell, signal);
    if (this.#corpora.has(id)) this.#found.set(id, { search, query, hits, corpus });
    // A copy: the hits stay here, to be told of.
    const times = hits.times.slice();
    const found = { times, more: hits.more, rows: rowsOf(corpus, hits, query, 0, FIRST_ROWS) };
    return handOver(found, [times.buffer]);
  }

  /** Rows [from, to) of what a search found; none where another was made since. */
  rows(id: string, search: number, from: number, to: number): readonly HitRow[] {
    const found = this.#found.get(id);
    return found?.search === search ? rowsOf(found.corpus, found.hits, found.query, from, to) : [];
  }

  /** Adds lines, and lets what was added so far be searched: several times as much each time, since all of it is made anew. */
  #telling(id: string, builder: CorpusBuilder): AddLine {
    let next = FIRST_PART;
    return (line) => {
      builder.add(line);
      if (builder.length < next) return;
      next = builder.length * PART_GROWTH;
      this.#corpora.set(id, builder.build());
      this.#page.part(id);
    };
  }

  #tellFirst(id: string, search: number, query: Query, corpus: Corpus, list: HitList, line: number): void {
    const hits = list.first(line, FIRST_ROWS);
    if (hits.times.length === 0) return;
    const rows = rowsOf(corpus, hits, query, 0, FIRST_ROWS);
    this.#page.first(id, search, { times: hits.times, more: false, rows });
  }

  async #findText(corpus: Corpus, query: Query, tell: Tell, signal: AbortSignal): Promise<Hits> {
    const found = new HitList(corpus);
    const work = findText(corpus, query, found);
    const step = work.next();
    if (step.done === true) return step.value;
    tell(found, step.value);
    return inTurns(work, signal);
  }

  async #findPattern(corpus: Corpus, query: Query, tell: Tell, signal: AbortSignal): Promise<Hits> {
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
      if (first === 0 && end < count) tell(found, end);
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

/** Tells of the hits in the lines before `line`. */
type Tell = (found: HitList, line: number) => void;

function rowsOf(corpus: Corpus, hits: Hits, query: Query, from: number, to: number): readonly HitRow[] {
  const rows: HitRow[] = [];
  for (let index = from; index < Math.min(to, hits.lines.length); index++) {
    const row = hitRow(corpus, hits, index, query);
    if (row) rows.push(row);
  }
  return rows;
}

function* hashOf(bytes: Uint8Array): Work<string> {
  const hash = createSha256();
  for (let at = 0; at < bytes.length; at += HASH_BLOCK) {
    hash.update(bytes.subarray(at, at + HASH_BLOCK));
    yield;
  }
  return hash.hex();
}
