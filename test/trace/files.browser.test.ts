/** Files read in a worker say the same as read here, and the page goes on meanwhile. */
import { describe, expect, it } from 'vitest';
import type { FileBytes } from '../../src/trace/file-bytes.ts';
import { readHere } from '../../src/trace/file-reader.ts';
import { readInWorker } from '../../src/trace/files.client.ts';
import { lines } from '../fixtures/build-bundle.ts';
import { piecesOf } from '../fixtures/pieces.ts';

const MOVES = lines(
  ...Array.from({ length: 20_000 }, (_, t) => ({ t: t * 16_000, type: 'move', x: t % 1_920, y: 0.5 })),
);
const INPUT = { kind: 'input_events', path: 'a.jsonl', newer: false } as const;

function bytesOf(text: string): FileBytes {
  const bytes = new TextEncoder().encode(text);
  return { size: bytes.length, pieces: piecesOf(bytes, 50_000) };
}

describe('a file that is read in a worker', () => {
  it('has the same columns, and tells how far it is', async () => {
    const told: number[] = [];
    const text = `${MOVES}{oops}\n`;
    const there = await readInWorker(INPUT, bytesOf(text), { onProgress: (done) => told.push(done) });
    expect(there).toEqual(await readHere(INPUT, bytesOf(text), {}));
    expect(there.problems).toMatchObject([{ code: 'line-broken', details: { line: 20_001, count: 1 } }]);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });

  it('has the same records, cues, requests and counts, several at a time', async () => {
    const commands = Array.from({ length: 400 }, (_, seq) => ({
      ...{ seq: seq + 1, terminal: 'terminal', t_start: seq, t_end: null, cwd: null },
      ...{ command: `echo ${'x'.repeat(1_000)}`, exit_code: null, exit_source: 'unknown' },
    }));
    const entry = { startedDateTime: '2026-01-02T03:04:05Z', request: { url: 'https://example.org/' } };
    const cue = (index: number): string =>
      `00:${String(index % 60).padStart(2, '0')}.000 --> 01:00.000\nWord ${index}\n\n`;
    const cases = [
      [{ kind: 'commands', path: 'a.jsonl', newer: false }, lines(...commands)],
      [
        { kind: 'network', path: 'a.har', newer: false },
        JSON.stringify({ log: { entries: Array(400).fill({ ...entry, comment: 'x'.repeat(100) }) } }),
      ],
      [
        { kind: 'transcript', path: 'a.vtt', newer: false },
        `WEBVTT\n\n${Array.from({ length: 2_000 }, (_, index) => cue(index)).join('')}`,
      ],
      [
        { kind: 'junit', path: 'a.xml', newer: false },
        `<testsuite>${'<testcase name="a"/>'.repeat(4_000)}</testsuite>`,
      ],
      [
        { kind: 'sarif', path: 'a.sarif', newer: false },
        `{"version":"2.1.0","runs":[{"results":[${Array(2_000).fill('{"level":"error"}').join()}]}]}`,
      ],
    ] as const;
    for (const [, text] of cases) expect(text.length).toBeGreaterThan(32 * 1_024);
    const there = await Promise.all(cases.map(([file, text]) => readInWorker(file, bytesOf(text), {})));
    for (const [index, [file, text]] of cases.entries())
      expect(there[index]).toEqual(await readHere(file, bytesOf(text), {}));
  });

  it('fails as its bytes do, and ends with the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const pieces = async function* (): AsyncGenerator<Uint8Array, void> {
      yield await Promise.resolve(new Uint8Array(300_000));
      controller.abort(reason);
      await new Promise(() => undefined);
    };
    const { signal } = controller;
    await expect(readInWorker(INPUT, { size: 1e6, pieces: pieces() }, { signal })).rejects.toBe(reason);
    const failing = async function* (): AsyncGenerator<Uint8Array, void> {
      yield await Promise.resolve(new Uint8Array(300_000));
      throw new DOMException('gone', 'AbortError');
    };
    await expect(readInWorker(INPUT, { size: 1e6, pieces: failing() }, {})).rejects.toMatchObject({
      code: 'aborted',
    });
  });
});
