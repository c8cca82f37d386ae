import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Terminal as Headless } from '@xterm/headless';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { coreOf } from '../../../src/trace/emulator/core.ts';
import { Guard, MAX_COUNT, type Slicer } from '../../../src/trace/emulator/guard.ts';
import { newHeadless, screenOf, write } from '../../panes/terminal/headless.ts';
import { HOSTILE_STREAMS, LONG_STREAMS } from './hostile-streams.ts';

/** xterm.js' own. */
const FIXTURES = '../shared/data/security/terminal/escape_sequence_files';
const SIZE = { cols: 40, rows: 10 };
const COUNTED = ['b', 'L', 'M', 'S', 'T', 'I', 'Z', '@', 'P', 'X', ' @', ' A', "'}", "'~"];
const BEFORE = Array.from({ length: 14 }, (_, row) => `line ${row} with\ttabs\r\n`).join('') + '\x1b[5;7Hx';

/** Pauses at each costly sequence. */
const ALWAYS: Slicer = { now: () => Infinity, breathe: () => Promise.resolve() };

const open: Headless[] = [];
afterEach(() => open.splice(0).forEach((terminal) => terminal.dispose()));

function newTerminal(size = SIZE): Headless {
  const terminal = newHeadless(size);
  open.push(terminal);
  return terminal;
}

function newGuarded(slicer?: Slicer): { readonly terminal: Headless; readonly guard: Guard } {
  const terminal = newTerminal();
  return { terminal, guard: new Guard(terminal.parser, coreOf(terminal), slicer) };
}

/** Everything in the buffer, scrollback too. */
function contentOf(terminal: Headless): readonly string[] {
  const { normal, alternate } = terminal.buffer;
  return [normal, alternate].flatMap((buffer) =>
    Array.from({ length: buffer.length }, (_, row) => buffer.getLine(row)?.translateToString(true) ?? ''),
  );
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

describe('Guard', () => {
  it.each(COUNTED)('returns at once from CSI 2147483647 %s, and drops it', async (final) => {
    const { terminal } = newGuarded();
    const plain = newTerminal();
    await write(plain, `${BEFORE}!`);
    const took = await timeOf(() => write(terminal, `${BEFORE}\x1b[2147483647${final}!`));
    expect(took).toBeLessThan(10_000);
    expect(contentOf(terminal)).toEqual(contentOf(plain));
  });

  it.each(COUNTED)('lets CSI %s pass up to the limit, with the same outcome', async (final) => {
    for (const count of ['', '0', '1', '3', '39', '500', String(MAX_COUNT)]) {
      const { terminal } = newGuarded();
      const plain = newTerminal();
      const data = `${BEFORE}\x1b[${count}${final}!`;
      await Promise.all([write(terminal, data), write(plain, data)]);
      expect(screenOf(terminal)).toEqual(screenOf(plain));
      expect(contentOf(terminal)).toEqual(contentOf(plain));
    }
  });

  it.each([
    ['L', 'insertLines'],
    ['M', 'deleteLines'],
    ['S', 'scrollUp'],
    ['T', 'scrollDown'],
  ] as const)('has CSI 4096 %s move no more lines than there are', async (final, name) => {
    for (const slicer of [undefined, ALWAYS]) {
      const { terminal } = newGuarded(slicer);
      const moves = vi.spyOn(coreOf(terminal)._inputHandler, name);
      await write(terminal, `${BEFORE}\x1b[3;7r\x1b[4;2H\x1b[4096${final}`);
      expect(moves.mock.calls.map(([{ params }]) => params[0])).toEqual([SIZE.rows]);
      const plain = newTerminal();
      await write(plain, `${BEFORE}\x1b[3;7r\x1b[4;2H\x1b[4096${final}`);
      expect(screenOf(terminal)).toEqual(screenOf(plain));
      expect(contentOf(terminal)).toEqual(contentOf(plain));
    }
  });

  it('drops a huge count in any place of the parameters', async () => {
    const { terminal } = newGuarded();
    expect(
      await timeOf(() => write(terminal, '\x1b[1;99999999S\x1b[1:99999999S\x1b[;99999999L')),
    ).toBeLessThan(10_000);
  });

  it('gives the page its turn in the middle of a costly write', async () => {
    const { terminal, guard } = newGuarded();
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    guard.beginSlice();
    await write(
      terminal,
      '\x1bc'.repeat(1200) + '\x1b[?1049h\x1b[?1049l'.repeat(1500) + '\x1b[4096S'.repeat(40),
    );
    clearInterval(timer);
    // Unguarded, the whole write is one block: however fast the machine, nobody has a turn in it.
    expect(turns).toBeGreaterThan(5);
  });

  it('ends a costly write soon once it is dropped', async () => {
    let pauses = 0;
    const { terminal, guard } = newGuarded({
      now: () => Infinity,
      breathe: () => {
        pauses += 1;
        if (pauses === 100) guard.drop();
        return Promise.resolve();
      },
    });
    guard.beginSlice();
    await write(terminal, '\x1bc'.repeat(30_000));
    expect(pauses).toBe(100);
  });

  it('changes nothing by pausing at each costly sequence', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '\x1bc',
        '\x1b[?1049h',
        '\x1b[?1049l',
        '\x1b[?47h',
        '\x1b[!p',
        '\x1b[?25l',
        '\x1b[?7l',
        'é漢🙂',
        '\r\n',
      ),
      fc.tuple(fc.nat(60), fc.constantFrom(...COUNTED)).map(([count, final]) => `\x1b[${count}${final}`),
      fc.tuple(fc.nat(12), fc.nat(45)).map(([row, col]) => `\x1b[${row};${col}H`),
      fc.string({ maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        const { terminal } = newGuarded(ALWAYS);
        const plain = newTerminal();
        await Promise.all([write(terminal, pieces.join('')), write(plain, pieces.join(''))]);
        expect(screenOf(terminal)).toEqual(screenOf(plain));
        expect(contentOf(terminal)).toEqual(contentOf(plain));
      }),
      { numRuns: 60 },
    );
  });

  it('does not hold the picture back for synchronized output', async () => {
    const { terminal } = newGuarded();
    await write(terminal, '\x1b[?2026habc');
    expect(terminal.modes.synchronizedOutputMode).toBe(false);
    expect(screenOf(terminal).text[0]).toBe('abc');
  });

  it.each(['52;c;aGVsbG8=', '52;c;?', '9;hello', '777;notify;a;b', '1337;File=:AAAA', '7;file:///etc'])(
    'answers OSC %s with nothing',
    async (payload) => {
      const { terminal } = newGuarded();
      const answered = vi.fn();
      terminal.onData(answered);
      await write(terminal, `\x1b]${payload}\x07done`);
      expect(answered).not.toHaveBeenCalled();
      expect(screenOf(terminal).text[0]).toBe('done');
    },
  );
});

describe('a hostile stream', () => {
  it.each(Object.entries(HOSTILE_STREAMS))('that is to %s returns within a second', async (_aim, data) => {
    const { terminal } = newGuarded();
    const took = await timeOf(() => write(terminal, data));
    expect(took).toBeLessThan(10_000);
  });

  it.each(Object.entries(LONG_STREAMS))(
    'that is to %s ends, and what follows is shown',
    async (_aim, data) => {
      const { terminal, guard } = newGuarded();
      guard.beginSlice();
      await write(terminal, `${data}\x1b[2J\x1b[Hdone`);
      expect(screenOf(terminal).text[0]).toBe('done');
    },
  );
});

describe.skipIf(!existsSync(FIXTURES))(`a file of ${FIXTURES}`, () => {
  const names = existsSync(FIXTURES) ? readdirSync(FIXTURES).filter((name) => name.endsWith('.in')) : [];

  it.each(names)('shows the same with the guard: %s', async (name) => {
    const data = readFileSync(join(FIXTURES, name), 'utf8');
    const size = { cols: 80, rows: 25 };
    const [terminal, plain] = [newTerminal(size), newTerminal(size)];
    new Guard(terminal.parser, coreOf(terminal), ALWAYS);
    await Promise.all([write(terminal, data), write(plain, data)]);
    expect(screenOf(terminal)).toEqual(screenOf(plain));
    expect(contentOf(terminal)).toEqual(contentOf(plain));
  });
});
