import { TraceError } from '../base/errors.ts';
import { Shared } from '../base/shared.ts';
import { withoutSecrets } from '../base/signed-address.ts';
import type { ByteSource } from './byte-source.ts';
import { Connection } from './connection.ts';
import { FileVersion } from './file-version.ts';
import { ask, isForeign, type Answer } from './http-body.ts';
import { PATIENCE, Retries, type Patience } from './retries.ts';

/** A server that ignores ranges sends everything; up to this many bytes are then kept in memory. */
const WHOLE_FILE_LIMIT = 512 * 1024 * 1024;

export interface HttpOptions {
  /** Bytes that are kept in memory of a file whose server cannot send parts. */
  readonly wholeLimit?: number;
  /** Told of how it goes. */
  readonly connection?: Connection;
  readonly patience?: Patience;
  /** Nothing that a cache has counts before the server has said that it is still so: people write to the file. */
  readonly fresh?: boolean;
}

/** A file on a web server. */
export interface HttpSource extends ByteSource {
  stream(start: number, end: number, signal?: AbortSignal): AsyncGenerator<Uint8Array, void>;
  /** All of it by a plain request, which may come compressed; nobody needs to know its size. */
  all(signal?: AbortSignal): AsyncGenerator<Uint8Array, void>;
}

/**
 * A file on a web server, read by ranges. What fails and may pass is tried again, from the byte where it stopped. A
 * server that answers a range with a plain 200 is a real case: its body is then kept once, up to a limit. Rejects as
 * `request`, and with `network-broken`, `source-changed`, `http-bad-range`, `http-no-range` or `artifact-truncated`.
 */
export function httpBytes(url: URL, options: HttpOptions = {}): HttpSource {
  return new HttpFile(url, options);
}

/** Bytes [start, end); no end: all that follow. */
interface Span {
  readonly start: number;
  readonly end: number | undefined;
}

/** Bytes [start, end) of the file, on their way; no end: all that follow. */
interface Coming extends Span {
  readonly chunks: AsyncGenerator<Uint8Array, void>;
}

class HttpFile implements HttpSource {
  readonly label: string;
  readonly #url: URL;
  readonly #wholeLimit: number;
  readonly #connection: Connection;
  readonly #patience: Patience;
  readonly #fresh: boolean;
  readonly #version: FileVersion;
  /** All of it, where the server sends nothing less. */
  #whole: Shared<Uint8Array> | undefined;

  constructor(
    url: URL,
    {
      wholeLimit = WHOLE_FILE_LIMIT,
      connection = new Connection(),
      patience = PATIENCE,
      fresh = false,
    }: HttpOptions,
  ) {
    this.label = withoutSecrets(url.href);
    this.#url = url;
    this.#wholeLimit = wholeLimit;
    this.#connection = connection;
    this.#patience = patience;
    this.#fresh = fresh;
    this.#version = new FileVersion(url);
  }

  async size(signal?: AbortSignal): Promise<number> {
    return this.#version.size ?? (await this.begin(1, signal)).size;
  }

  // A part's answer tells the size too; HEAD fails on addresses that are signed for GET.
  async begin(
    most: number,
    signal?: AbortSignal,
  ): Promise<{ readonly size: number; readonly head: Uint8Array }> {
    const head = await collected(this.stream(0, most, signal), this.#wholeLimit, this.label);
    return { size: this.#version.size ?? head.length, head };
  }

  async read(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
    signal?.throwIfAborted();
    const bytes = new Uint8Array(Math.max(0, end - start));
    let filled = 0;
    for await (const chunk of this.stream(start, end, signal)) {
      bytes.set(chunk, filled);
      filled += chunk.length;
    }
    if (filled === bytes.length) return bytes;
    const [expected, actual] = [bytes.length, filled];
    throw new TraceError('artifact-truncated', { path: this.label, expected, actual });
  }

  stream(start: number, end: number, signal?: AbortSignal): AsyncGenerator<Uint8Array, void> {
    return this.#parts({ start, end }, signal);
  }

  all(signal?: AbortSignal): AsyncGenerator<Uint8Array, void> {
    return this.#parts({ start: 0, end: undefined }, signal);
  }

  /** The bytes of `span` in order, up to the end of the file where that comes first. */
  async *#parts(
    { start, end }: Span,
    signal?: AbortSignal,
    first?: Answer,
  ): AsyncGenerator<Uint8Array, void> {
    let at = start;
    let answer = first;
    const retries = new Retries(this.#connection, this.#patience, signal);
    try {
      while (at < Math.min(end ?? Infinity, this.#version.size ?? Infinity)) {
        signal?.throwIfAborted();
        if (this.#whole && end !== undefined) {
          yield (await this.#wholeOf(this.#whole, signal)).subarray(at, end);
          return;
        }
        try {
          answer ??= await this.#ask({ start: at, end }, signal);
          const coming = this.#understand(answer, { start: at, end });
          answer = undefined;
          if (!coming) continue;
          let skip = at - coming.start;
          for await (const chunk of coming.chunks) {
            const fresh = chunk.subarray(Math.min(skip, chunk.length));
            skip -= chunk.length - fresh.length;
            if (fresh.length === 0) continue;
            at += fresh.length;
            if (coming.end !== undefined && at > coming.end)
              throw this.#badRange('it sends more than it says');
            retries.came(fresh.length);
            yield fresh;
          }
          if (coming.end === undefined) return;
          // A server may send less than it was asked for, but not less than it says.
          if (at < coming.end)
            throw new TraceError('network-broken', { url: this.label, received: at - start, stalled: false });
        } catch (error) {
          answer?.end();
          answer = undefined;
          await retries.after(error);
        }
      }
    } finally {
      retries.end();
    }
  }

  async #ask({ start, end }: Span, signal: AbortSignal | undefined): Promise<Answer> {
    const plain = start === 0 && end === undefined;
    const range = plain ? undefined : `bytes=${start}-${end === undefined ? '' : end - 1}`;
    const answer = await ask(this.#url, { range, fresh: this.#fresh, stall: this.#patience.stall, signal });
    this.#connection.answer();
    return answer;
  }

  /** undefined where the server sends no parts: all of the file is then on its way. */
  #understand(answer: Answer, { start, end }: Span): Coming | undefined {
    const { response } = answer;
    const { status, headers } = response;
    this.#version.check(response);
    const range = headers.get('Content-Range') ?? '';
    if (status === 416) {
      const [, total = ''] = /^bytes \*\/(\d+)$/.exec(range) ?? [];
      if (total === '') throw this.#badRange('it refuses it, and says not how long the file is');
      this.#version.checkSize(Number(total));
      if (Number(total) > start) throw this.#badRange('it refuses a part that the file has');
      return { start, end: start, chunks: answer.chunks() };
    }
    if (status !== 206) {
      if (end === undefined) return { start: 0, end: undefined, chunks: answer.chunks() };
      this.#whole = new Shared((signal) => this.#keep(answer, signal));
      return undefined;
    }
    const [, from = '', last = '', total = ''] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(range) ?? [];
    if (total === '') throw this.#badRange(noContentRange(this.#url));
    const stop = Number(last) + 1;
    if (Number(from) !== start || stop <= start || stop > (end ?? stop))
      throw this.#badRange('it sends another range than asked for');
    this.#version.checkSize(Number(total));
    return { start, end: stop, chunks: answer.chunks() };
  }

  /** All of the file in memory. Its length is counted as it comes: it may not be stated, or be a lie. */
  async #keep(answer: Answer, signal: AbortSignal): Promise<Uint8Array> {
    const stated = Number(answer.response.headers.get('Content-Length') ?? 0);
    if (stated > this.#wholeLimit) {
      answer.end();
      throw tooLarge(this.label, stated, this.#wholeLimit);
    }
    const parts = this.#parts({ start: 0, end: undefined }, signal, answer);
    const bytes = await collected(parts, this.#wholeLimit, this.label);
    this.#version.checkSize(bytes.length);
    return bytes;
  }

  async #wholeOf(whole: Shared<Uint8Array>, signal: AbortSignal | undefined): Promise<Uint8Array> {
    try {
      return await whole.wait(signal);
    } catch (error) {
      // A body that was given up or broke must not stand for the file for ever.
      if (this.#whole === whole && (whole.givenUp || !signal?.aborted)) this.#whole = undefined;
      throw error;
    }
  }

  #badRange(reason: string): TraceError {
    return new TraceError('http-bad-range', { url: this.label, reason });
  }
}

/** Browsers show this header of another origin only where that origin says so. */
function noContentRange(url: URL): string {
  return isForeign(url)
    ? 'it sends no Content-Range, or none that this page may read, for which it must send `Access-Control-Expose-Headers: Content-Range`'
    : 'it sends no Content-Range';
}

async function collected(chunks: AsyncIterable<Uint8Array>, limit: number, url: string): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    kept.push(chunk);
    length += chunk.length;
    if (length > limit) throw tooLarge(url, length, limit);
  }
  return new Uint8Array(await new Blob(kept as BlobPart[]).arrayBuffer());
}

function tooLarge(url: string, bytes: number, limit: number): TraceError {
  return new TraceError('http-no-range', { url, bytes, limit });
}
