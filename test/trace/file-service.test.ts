import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { connect, handOver, type Remote } from '../../src/base/rpc.ts';
import type { Packing } from '../../src/bundle/unpack.ts';
import { readHere } from '../../src/trace/file-reader.ts';
import { FileService, type FilePage } from '../../src/trace/file-service.ts';
import type { InputColumns } from '../../src/trace/input-columns.ts';
import type { FileKind, FileToRead, FileTypes } from '../../src/trace/record-files.ts';
import { lines } from '../fixtures/build-bundle.ts';
import { piecesOf } from '../fixtures/pieces.ts';

const encoder = new TextEncoder();

/** A worker and its page, which has `bytes` and what was taken. */
function start(pieces: AsyncIterator<Uint8Array>) {
  const { port1, port2 } = new MessageChannel();
  const taken: unknown[][] = [];
  const parts: InputColumns[] = [];
  const page: FilePage = {
    next: async () => {
      const step = await pieces.next();
      if (step.done === true) return undefined;
      const copy = step.value.slice();
      return handOver(copy, [copy.buffer]);
    },
    take: (_, items) => void taken.push([...items]),
    takeInput: (_, columns) => void parts.push(columns),
  };
  const remote: Remote<FilePage> = connect<FilePage>(
    port1,
    new FileService({
      next: (job) => remote.next(job),
      take: (job, items) => remote.take(job, items),
      takeInput: (job, columns) => remote.takeInput(job, columns),
    }),
  );
  const service = connect<FileService>(port2, page);
  const end = (): void => {
    port1.close();
    port2.close();
  };
  return { service, taken, parts, end };
}

async function both<K extends FileKind>(file: FileToRead<K>, text: string) {
  const bytes = encoder.encode(text);
  const here = await readHere(file, { size: bytes.length, pieces: piecesOf(bytes, 1_000) }, {});
  const { service, taken, end } = start(piecesOf(bytes, 1_000));
  const there = await service.read(1, file, undefined, new AbortController().signal);
  end();
  return { here, there, taken };
}

const command = (seq: number, text: string) => ({
  seq,
  terminal: 'terminal',
  t_start: seq,
  t_end: null,
  cwd: null,
  command: text,
  exit_code: null,
  exit_source: 'unknown',
});

describe('reading files in a worker', () => {
  it('moves the columns of input, which are those that are read here', async () => {
    const events = Array.from({ length: 2_000 }, (_, t) => ({ t, type: 'move', x: t % 7, y: 2 }));
    const file = { kind: 'input_events', path: 'a.jsonl', newer: false } as const;
    const { here, there, taken } = await both(file, `${lines(...events)}{"t":`);
    expect(there).toEqual(here);
    expect(here.problems).toMatchObject([{ code: 'last-line-torn' }]);
    expect(taken).toEqual([]);
  });

  it('sends the input that is read before the rest is', async () => {
    const events = Array.from({ length: 9_000 }, (_, t) => ({ t, type: 'move', x: t % 7, y: 2 }));
    const bytes = encoder.encode(lines(...events));
    const { service, parts, end } = start(piecesOf(bytes, 10_000));
    const file = { kind: 'input_events' as const, path: 'a.jsonl', newer: false };
    const { holds } = await service.read(1, file, undefined, new AbortController().signal);
    end();
    expect(parts.length).toBeGreaterThan(0);
    const [part] = parts;
    expect(part?.native.length).toBeLessThan(4_000);
    const { head } = holds as FileTypes['input_events'];
    expect(head.native.slice(0, part?.native.length)).toEqual(part?.native);
  });

  it('sends records in parts that are soon unpacked', async () => {
    const records = Array.from({ length: 30 }, (_, index) =>
      command(index + 1, 'x'.repeat(1 + index * 2_000)),
    );
    const file = { kind: 'commands', path: 'a.jsonl', newer: false } as const;
    const { here, there, taken } = await both(file, lines(...records, { seq: 'none' }));
    expect(taken.flat()).toEqual(records);
    expect(taken.length).toBeGreaterThan(3);
    expect(here.holds).toEqual({ head: undefined, items: records });
    expect(there).toEqual({ ...here, holds: { head: undefined, items: [] } });
    expect(there.problems).toMatchObject([{ code: 'record-invalid', details: { line: 31 } }]);
  });

  it('tells what is wrong with a document, and its bytes all the same', async () => {
    const file = { kind: 'network', path: 'a.har', newer: false } as const;
    const { here, there } = await both(file, '{"log":');
    expect(there).toEqual(here);
    expect(there).toMatchObject({ holds: { code: 'format-broken' }, bytes: 7, blank: false });
    expect(there.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('unpacks what comes packed, and compares it', async () => {
    const text = lines(...Array.from({ length: 500 }, (_, seq) => command(seq + 1, `echo ${seq}`)));
    const packed = deflateRawSync(text);
    const packing = {
      ...{ label: 'a.trace.zip', name: 'a.jsonl', isStored: false },
      ...{ size: text.length, crc: crc32(text) },
    };
    const file = { kind: 'commands', path: 'a.jsonl', newer: false } as const;
    const { here, taken } = await both(file, text);
    const read = async (how: Packing) => {
      const { service, end, taken: items } = start(piecesOf(packed, 700));
      const content = await service.read(1, file, how, new AbortController().signal).finally(end);
      return { content, items };
    };
    const there = await read(packing);
    expect(there.items).toEqual(taken);
    expect(there.content).toMatchObject({ bytes: here.bytes, sha256: here.sha256 });
    await expect(read({ ...packing, crc: 1 })).rejects.toMatchObject({ code: 'zip-invalid' });
    expect(await readHere(file, { size: packed.length, pieces: piecesOf(packed, 700), packing }, {})).toEqual(
      here,
    );
  });

  it('counts what reports tell', async () => {
    const xml = '<testsuite><testcase/><testcase><failure/></testcase></testsuite>';
    const { there } = await both({ kind: 'junit', path: 'a.xml', newer: false }, xml);
    expect(there.holds).toEqual({ head: { passed: 1, failed: 1, skipped: 0 }, items: [] });
  });

  it('fails as its bytes do', async () => {
    const failing = async function* (): AsyncGenerator<Uint8Array, void> {
      yield await Promise.resolve(encoder.encode('{'));
      throw new TraceError('http-status', { url: 'https://example.org/a', status: 503 });
    };
    const { service, end } = start(failing());
    const file = { kind: 'input_events', path: 'a.jsonl', newer: false } as const;
    await expect(service.read(1, file, undefined, new AbortController().signal)).rejects.toMatchObject({
      code: 'http-status',
      details: { status: 503 },
    });
    end();
  });

  it('ends when it is no longer wanted', async () => {
    const controller = new AbortController();
    let given = 0;
    const endless = async function* (): AsyncGenerator<Uint8Array, void> {
      for (;;) {
        yield await Promise.resolve(encoder.encode('\n'));
        given += 1;
        if (given === 5) controller.abort();
      }
    };
    const { service, end } = start(endless());
    const file = { kind: 'input_events', path: 'a.jsonl', newer: false } as const;
    await expect(service.read(1, file, undefined, controller.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const then = given;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(given).toBe(then);
    end();
  });
});
