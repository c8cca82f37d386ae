import { TraceError } from '../base/errors.ts';
import { Shared } from '../base/shared.ts';
import { PAGE_BYTES, type ByteCache, type PageStore } from './byte-cache.ts';
import type { ByteSource } from './byte-source.ts';
import { ReadAhead } from './read-ahead.ts';

/** Pages that one request fetches at most: a long one keeps those waiting who want its first page. */
const LONGEST_RUN = 64;
/** What is longer is streamed past the cache, which it would fill with what nobody reads twice. In pages. */
const MOST_KEPT = 16;
/** Bytes that are asked for at a time of a source that cannot stream. */
const PART_BYTES = 8 * 1024 * 1024;

/** Pages [first, last], both included, on their way. */
interface Run {
  readonly first: number;
  readonly bytes: Shared<Uint8Array>;
}

/**
 * Keeps what was read of `source` in `cache`, by pages. Pages side by side are fetched by one request, also for readers
 * who ask in the same moment; what is on its way is waited for and not fetched twice, and one who gives up does not end
 * it for others. Who reads on in order is read ahead of; what is streamed and long goes past the cache.
 */
export function cachedBytes(source: ByteSource, cache: ByteCache): ByteSource {
  return new CachedBytes(source, cache.store());
}

class CachedBytes implements ByteSource {
  readonly label: string;
  readonly #source: ByteSource;
  readonly #pages: PageStore;
  readonly #ahead = new ReadAhead();
  /** The run that a page comes with. */
  readonly #coming = new Map<number, Run>();
  /** Pages that are fetched once everybody has asked who asks in this moment. */
  readonly #wanted = new Set<number>();
  #flush: Promise<void> | undefined;
  #known: number | undefined;
  #begun: Shared<number> | undefined;

  constructor(source: ByteSource, pages: PageStore) {
    this.label = source.label;
    this.#source = source;
    this.#pages = pages;
  }

  async size(signal?: AbortSignal): Promise<number> {
    if (this.#known !== undefined) return this.#known;
    if (!this.#begun || this.#begun.givenUp) this.#begun = new Shared((stop) => this.#begin(stop));
    const begun = this.#begun;
    try {
      this.#known = await begun.wait(signal);
      return this.#known;
    } catch (error) {
      if (this.#begun === begun && !signal?.aborted) this.#begun = undefined;
      throw error;
    }
  }

  async read(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
    signal?.throwIfAborted();
    if (end <= start) return new Uint8Array();
    const size = await this.size(signal);
    if (end > size)
      throw new TraceError('artifact-truncated', { path: this.label, expected: end, actual: size });
    const bytes = this.#cached(start, end, size, signal);
    this.#readAhead(pageOf(start), pageOf(end - 1), size);
    return bytes;
  }

  /** Not read ahead of: what a stream wants next, it asks for itself. */
  async #cached(
    start: number,
    end: number,
    size: number,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array> {
    const [first, last] = [pageOf(start), pageOf(end - 1)];
    const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const pages = numbers.map((page) => this.#page(page, size, signal));
    const bytes = new Uint8Array(end - start);
    const fill = async (page: Promise<Uint8Array>, index: number): Promise<void> => {
      const from = (first + index) * PAGE_BYTES;
      const part = (await page).subarray(Math.max(0, start - from), end - from);
      bytes.set(part, Math.max(0, from - start));
    };
    await Promise.all(pages.map(fill));
    return bytes;
  }

  async *stream(start: number, end: number, signal?: AbortSignal): AsyncGenerator<Uint8Array, void> {
    signal?.throwIfAborted();
    const size = await this.size(signal);
    const stop = Math.min(end, size);
    for (let at = start; at < stop;) {
      const page = pageOf(at);
      const next = Math.min(stop, (page + 1) * PAGE_BYTES);
      if (stop - at <= MOST_KEPT * PAGE_BYTES) yield await this.#cached(at, (at = stop), size, signal);
      else if (this.#pages.has(page) || this.#comingWith(page))
        yield await this.#cached(at, (at = next), size, signal);
      else if (this.#source.stream) return yield* this.#source.stream(at, stop, signal);
      else yield await this.#source.read(at, (at = Math.min(stop, at + PART_BYTES)), signal);
    }
  }

  async #begin(signal: AbortSignal): Promise<number> {
    if (!this.#source.begin) return this.#source.size(signal);
    const { size, head } = await this.#source.begin(PAGE_BYTES, signal);
    if (head.length > 0 && head.length >= Math.min(size, PAGE_BYTES))
      this.#pages.put(0, head.slice(0, PAGE_BYTES));
    return size;
  }

  async #page(page: number, size: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
    for (;;) {
      const kept = this.#pages.get(page);
      if (kept) return kept;
      const run = this.#comingWith(page);
      if (run) {
        const bytes = await run.bytes.wait(signal);
        const from = (page - run.first) * PAGE_BYTES;
        return bytes.subarray(from, from + PAGE_BYTES);
      }
      this.#wanted.add(page);
      this.#flush ??= Promise.resolve().then(() => this.#fetchWanted(size));
      await this.#flush;
      signal?.throwIfAborted();
    }
  }

  #comingWith(page: number): Run | undefined {
    const run = this.#coming.get(page);
    return run?.bytes.givenUp ? undefined : run;
  }

  #fetchWanted(size: number): void {
    this.#flush = undefined;
    const pages = [...this.#wanted].sort((a, b) => a - b);
    this.#wanted.clear();
    let first: number | undefined;
    pages.forEach((page, index) => {
      first ??= page;
      const goesOn = pages[index + 1] === page + 1 && page + 1 - first < LONGEST_RUN;
      if (goesOn) return;
      this.#fetch(first, page, size);
      first = undefined;
    });
  }

  #fetch(first: number, last: number, size: number): void {
    const run: Run = { first, bytes: new Shared((signal) => this.#read(run, last, size, signal)) };
    for (let page = first; page <= last; page += 1) this.#coming.set(page, run);
  }

  async #read(run: Run, last: number, size: number, signal: AbortSignal): Promise<Uint8Array> {
    const { first } = run;
    try {
      const end = Math.min(size, (last + 1) * PAGE_BYTES);
      const bytes = await this.#source.read(first * PAGE_BYTES, end, signal);
      for (let page = first; page <= last; page += 1) {
        const from = (page - first) * PAGE_BYTES;
        // A copy: pages go one by one, and would else keep each other.
        this.#pages.put(page, bytes.slice(from, from + PAGE_BYTES));
      }
      return bytes;
    } finally {
      for (let page = first; page <= last; page += 1)
        if (this.#coming.get(page) === run) this.#coming.delete(page);
    }
  }

  /** Begins what nobody waits for yet. */
  #readAhead(first: number, last: number, size: number): void {
    const ahead = this.#ahead.note(first, last);
    const end = Math.min(last + 1 + ahead, Math.ceil(size / PAGE_BYTES));
    let from = last + 1;
    while (from < end && (this.#pages.has(from) || this.#comingWith(from))) from += 1;
    // In large pieces: one request for half of what there may be, and not one for each page.
    if (from < end && end - from >= ahead / 2) this.#fetch(from, end - 1, size);
  }
}

function pageOf(at: number): number {
  return Math.floor(at / PAGE_BYTES);
}
