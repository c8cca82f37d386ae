/** What a server or a network may do in the middle of a file, and what becomes of it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asTraceError, isAbort, type ErrorCode } from '../../src/base/errors.ts';
import { collect } from '../../src/bundle/bundle-source.ts';
import { Connection, type Trouble } from '../../src/bundle/connection.ts';
import { httpBytes, type HttpSource } from '../../src/bundle/http.ts';
import type { Patience } from '../../src/bundle/retries.ts';
import { brokenServer, type BrokenServer, type Fault } from './broken-server.ts';

const FILE = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31 + (index >> 8)) & 0xff);
/** Short pauses: how long they are is told by what `Trouble` says. */
const HASTE: Patience = { firstTries: 4, tries: 5, pause: 1, longestPause: 40, stall: 60_000 };
/** For a server that falls silent; it tries often, since a busy machine is silent, too. */
const IMPATIENT: Patience = { ...HASTE, firstTries: 50, tries: 50, stall: 150 };

let server: BrokenServer;
let connection: Connection;
let troubles: Trouble[];
let source: HttpSource;

beforeEach(async () => {
  server = await brokenServer(FILE);
  connection = new Connection();
  troubles = [];
  connection.subscribe(() => {
    const trouble = connection.trouble();
    if (trouble) troubles.push(trouble);
  });
  source = httpBytes(server.url, { connection, patience: HASTE });
});
afterEach(() => server.close());

const impatient = (): HttpSource => httpBytes(server.url, { connection, patience: IMPATIENT });

const same = (bytes: Uint8Array, start: number, end: number): boolean =>
  Buffer.compare(bytes, FILE.subarray(start, end)) === 0;

async function codeOf(work: Promise<unknown>): Promise<ErrorCode | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => asTraceError(error).code,
  );
}

describe('a range', () => {
  it.each<Fault>(['cut', 'cut-in-body', 'stall', 'silence', 503, '503 after 0', 'short'])(
    'comes whole where the first two answers are “%s”',
    async (fault) => {
      server.faults = [fault, fault];
      if (fault === 'stall' || fault === 'silence') source = impatient();
      expect(same(await source.read(1_000, 200_000), 1_000, 200_000)).toBe(true);
      expect(connection.trouble()).toBeUndefined();
      expect(troubles.length > 0).toBe(fault !== 'short');
    },
  );

  it('goes on from the byte where it stopped', async () => {
    server.faults = ['cut-in-body'];
    await source.read(100_000, 200_000);
    const [first, second = '', ...more] = server.asked;
    expect(first).toBe('bytes=100000-199999');
    const [, from = ''] = /^bytes=(\d+)-199999$/.exec(second) ?? [];
    expect(Number(from)).toBeGreaterThan(100_000);
    expect(more).toEqual([]);
  });

  it('is given up after so many tries, and says why', async () => {
    server.after = 503;
    const error = asTraceError(await source.read(0, 10).catch((reason: unknown) => reason));
    expect(error).toMatchObject({ code: 'http-status', details: { status: 503 } });
    expect(server.asked).toHaveLength(HASTE.firstTries);
    // It can be asked for again.
    server.after = 'none';
    expect(same(await source.read(0, 10), 0, 10)).toBe(true);
  });

  it('is tried for longer once the server has answered', async () => {
    await source.read(0, 10);
    server.after = 'cut';
    expect(await codeOf(source.read(0, 10))).toBe('network-failed');
    expect(server.asked).toHaveLength(1 + HASTE.tries);
  });

  it('is tried for as long as bytes come', async () => {
    // Each of these answers brings half of what is left.
    server.faults = Array.from({ length: HASTE.tries + 2 }, () => 'cut-in-body');
    expect(same(await source.read(0, 300_000), 0, 300_000)).toBe(true);
    expect(server.asked).toHaveLength(HASTE.tries + 3);
  });

  it.each<readonly [Fault, ErrorCode]>([
    [404, 'http-status'],
    ['wrong-range', 'http-bad-range'],
    ['long-range', 'http-bad-range'],
    ['no-content-range', 'http-bad-range'],
    ['503 after 3600', 'http-status'],
  ])('of a server that does “%s” is not tried again', async (fault, code) => {
    server.after = fault;
    expect(await codeOf(source.read(10, 20))).toBe(code);
    expect(server.asked).toHaveLength(1);
  });

  it('waits as long as the server asks', async () => {
    server.faults = ['503 after 1'];
    const patient = httpBytes(server.url, { connection, patience: { ...HASTE, longestPause: 5_000 } });
    const before = Date.now();
    await patient.read(0, 10);
    expect(troubles[0]?.nextAt).toBeGreaterThanOrEqual(before + 1_000);
  });

  it('ends at once when it is aborted in a pause', async () => {
    server.after = 503;
    const patient = httpBytes(server.url, {
      connection,
      patience: { ...HASTE, pause: 60_000, longestPause: 60_000 },
    });
    const stop = new AbortController();
    const read = patient.read(0, 10, stop.signal);
    connection.subscribe(() => stop.abort());
    expect(isAbort(await read.catch((error: unknown) => error))).toBe(true);
    expect(connection.trouble()).toBeUndefined();
  });

  it('ends its request when it is aborted', async () => {
    server.after = 'silence';
    const stop = new AbortController();
    const patient = httpBytes(server.url, { patience: HASTE });
    const read = patient.read(0, 10, stop.signal);
    await expect.poll(server.open).toBe(1);
    stop.abort();
    expect(isAbort(await read.catch((error: unknown) => error))).toBe(true);
    await expect.poll(server.open).toBe(0);
  });

  it('behind the end of the file is truncated, and an empty file has size 0', async () => {
    expect(await codeOf(source.read(299_990, 300_010))).toBe('artifact-truncated');
    expect(await codeOf(source.read(300_000, 300_010))).toBe('artifact-truncated');
    server.bytes = new Uint8Array();
    expect(await httpBytes(server.url).size()).toBe(0);
  });
});

describe('a file that changes on its server', () => {
  it.each<readonly [string, () => void]>([
    ['its length', () => (server.bytes = FILE.subarray(0, 299_999))],
    ['its ETag', () => (server.headers = { ETag: '"b"' })],
    ['its date', () => (server.headers = { 'Last-Modified': 'Thu, 26 Nov 2026 03:00:00 GMT' })],
  ])('is refused when %s differs', async (_what, change) => {
    server.headers = { ETag: '"a"', 'Last-Modified': 'Thu, 26 Nov 2026 02:00:00 GMT' };
    await source.read(0, 10);
    server.headers = {};
    change();
    expect(await codeOf(source.read(10, 20))).toBe('source-changed');
  });

  it('is refused where it changes between two parts of one read', async () => {
    server.headers = { ETag: '"a"' };
    server.faults = ['cut-in-body'];
    server.onAsk = (count) => (server.headers = { ETag: count === 1 ? '"a"' : '"b"' });
    expect(await codeOf(source.read(0, 200_000))).toBe('source-changed');
  });

  it('is the same where the server packs it on its way', async () => {
    server.headers = { ETag: 'W/"a-gzip"' };
    await source.read(0, 10);
    server.headers = { ETag: '"a"' };
    expect(same(await source.read(10, 20), 10, 20)).toBe(true);
  });
});

describe('all of a file', () => {
  it.each<Fault>(['cut', 'cut-in-body', 'stall', 503])(
    'comes where the first answer is “%s”',
    async (fault) => {
      server.faults = [fault];
      if (fault === 'stall') source = impatient();
      expect(same(await collect(source.all()), 0, FILE.length)).toBe(true);
      expect(server.asked[0]).toBe('');
    },
  );

  it('is begun anew where the server sends no parts, without giving a byte twice', async () => {
    server.faults = ['cut-in-body', 'whole'];
    expect(same(await collect(source.all()), 0, FILE.length)).toBe(true);
  });
});

describe('a server that sends no parts', () => {
  it('sends it once for many readers', async () => {
    server.after = 'whole';
    const reads = [0, 100, 50_000].map((start) => source.read(start, start + 100));
    for (const [index, start] of [0, 100, 50_000].entries())
      expect(same((await reads[index]) ?? new Uint8Array(), start, start + 100)).toBe(true);
    // Those who ask in the same moment cannot know yet; later ones do.
    const asked = server.asked.length;
    expect(asked).toBeLessThanOrEqual(3);
    expect(same(await source.read(200_000, 200_100), 200_000, 200_100)).toBe(true);
    expect(server.asked).toHaveLength(asked);
  });

  it('does not lose it for all where one reader gives up', async () => {
    server.after = 'whole';
    await source.read(0, 10);
    const stop = new AbortController();
    const fresh = httpBytes(server.url, { patience: HASTE });
    const given = fresh.read(0, 10, stop.signal);
    const other = fresh.read(20, 30);
    stop.abort();
    expect(isAbort(await given.catch((error: unknown) => error))).toBe(true);
    expect(same(await other, 20, 30)).toBe(true);
  });
});
