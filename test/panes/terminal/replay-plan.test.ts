import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canReach,
  isAt,
  isNear,
  MAX_WRITE,
  nextStep,
  writtenText,
  type Position,
  type ReplayStep,
} from '../../../src/panes/terminal/replay-plan.ts';
import { parseResize, type ChunkKind } from '../../../src/trace/cast.ts';
import type { TerminalChunks } from '../../../src/trace/terminal-chunks.ts';
import { buildTerminal } from '../../fixtures/build-terminal.ts';

type Event = readonly [ChunkKind, string];

const START: Position = { chunks: 0, offset: 0 };

function chunksOf(...events: readonly Event[]): TerminalChunks {
  return buildTerminal(
    80,
    24,
    events.map(([kind, data], index) => [index, kind, data]),
  ).chunks;
}

/** Steps as what they do: text, or a size. */
function doneBy(events: readonly Event[], target: number, from: Position = START): readonly string[] {
  const chunks = chunksOf(...events);
  const texts = events.map(([, data]) => data);
  return stepsOf(chunks, target, from).map(({ step, at }) => {
    if (step.kind === 'resize') return `<${step.cols}x${step.rows}>`;
    return step.kind === 'write' ? writtenText(chunks, at, step.to, texts.slice(at.chunks)) : '';
  });
}

function stepsOf(chunks: TerminalChunks, target: number, from: Position = START) {
  const steps: { readonly step: ReplayStep; readonly at: Position }[] = [];
  for (let at = from; ;) {
    const step = nextStep(chunks, at, target);
    if (!step) return steps;
    steps.push({ step, at });
    at = step.to;
  }
}

describe('nextStep', () => {
  it('writes neighbouring output together', () => {
    expect(
      doneBy(
        [
          ['output', 'a'],
          ['output', 'b'],
          ['output', 'c'],
        ],
        2,
      ),
    ).toEqual(['ab']);
  });

  it('has nothing to do where the screen is right', () => {
    expect(nextStep(chunksOf(['output', 'a']), START, 0)).toBeUndefined();
    expect(nextStep(chunksOf(['output', 'a']), { chunks: 1, offset: 0 }, 1)).toBeUndefined();
  });

  it('resizes between the output before and after', () => {
    expect(
      doneBy(
        [
          ['output', 'a'],
          ['resize', '100x30'],
          ['output', 'b'],
        ],
        3,
      ),
    ).toEqual(['a', '<100x30>', 'b']);
  });

  it.each(['marker', 'input', 'exit'] as const)('writes nothing for %s', (kind) => {
    expect(doneBy([[kind, 'rm -rf /']], 1)).toEqual(['']);
    expect(
      doneBy(
        [
          ['output', 'a'],
          [kind, 'x'],
          ['output', 'b'],
        ],
        3,
      ),
    ).toEqual(['ab']);
  });

  it('passes over a resize to no size', () => {
    expect(doneBy([['resize', 'huge']], 1)).toEqual(['']);
  });

  it('takes a long chunk in pieces', () => {
    const events: readonly Event[] = [
      ['output', 'x'.repeat(MAX_WRITE + 5)],
      ['output', 'y'],
    ];
    const steps = stepsOf(chunksOf(...events), 2);
    expect(steps.map(({ step }) => step.to)).toEqual([
      { chunks: 0, offset: MAX_WRITE },
      { chunks: 2, offset: 0 },
    ]);
    expect(doneBy(events, 2).map(({ length }) => length)).toEqual([MAX_WRITE, 6]);
  });

  it('amounts to the chunks in their order, in whatever hops', () => {
    const chunk = fc.oneof(
      fc.tuple(fc.constant('output' as const), fc.string({ maxLength: 40 })),
      fc.tuple(fc.constant('resize' as const), fc.constantFrom('80x24', '10x5', 'bad')),
      fc.tuple(
        fc.constantFrom('marker' as const, 'input' as const, 'exit' as const),
        fc.string({ maxLength: 5 }),
      ),
    );
    fc.assert(
      fc.property(
        fc.array(chunk, { maxLength: 30 }),
        fc.array(fc.nat(30), { maxLength: 6 }),
        (events, hops) => {
          const done: string[] = [];
          let at = 0;
          for (const target of [
            ...hops.sort((a, b) => a - b).map((hop) => Math.min(hop, events.length)),
            events.length,
          ]) {
            done.push(...doneBy(events, target, { chunks: at, offset: 0 }));
            at = target;
          }
          const wanted = events.map(([kind, data]) =>
            kind === 'output' ? data : kind === 'resize' && parseResize(data) ? `<${data}>` : '',
          );
          expect(done.join('')).toBe(wanted.join(''));
        },
      ),
    );
  });
});

describe('a position', () => {
  it('is reached only by what was not written yet', () => {
    expect(canReach({ chunks: 3, offset: 1 }, 3)).toBe(false);
    expect(canReach({ chunks: 3, offset: 1 }, 4)).toBe(true);
    expect(canReach({ chunks: 3, offset: 0 }, 2)).toBe(false);
    expect(isAt({ chunks: 3, offset: 1 }, 3)).toBe(false);
    expect(isAt({ chunks: 3, offset: 0 }, 3)).toBe(true);
  });

  it('is near where little is to be written, and no size changes', () => {
    const chunks = chunksOf(
      ['output', 'a'],
      ['input', 'x'.repeat(100_000)],
      ['output', 'b'],
      ['resize', 'bad'],
      ['resize', '90x30'],
      ['output', 'c'],
      ['output', 'd'.repeat(40_000)],
    );
    expect(isNear(chunks, START, 4)).toBe(true);
    expect(isNear(chunks, START, 5)).toBe(false);
    expect(isNear(chunks, { chunks: 5, offset: 0 }, 6)).toBe(true);
    expect(isNear(chunks, { chunks: 5, offset: 0 }, 7)).toBe(false);
    expect(isNear(chunks, { chunks: 6, offset: 0 }, 5)).toBe(false);
  });
});
