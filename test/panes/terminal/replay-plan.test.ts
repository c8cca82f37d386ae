import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canReach,
  isAt,
  MAX_WRITE,
  nearest,
  nextStep,
  START,
  type Position,
  type ReplayStep,
} from '../../../src/panes/terminal/replay-plan.ts';
import { parseResize } from '../../../src/trace/cast.ts';
import type { TerminalChunk } from '../../../src/trace/layers.ts';
import { terminalOf } from './headless.ts';

type Event = readonly [number, TerminalChunk['kind'], string];

function chunksOf(
  ...events: readonly (readonly [TerminalChunk['kind'], string])[]
): readonly TerminalChunk[] {
  return terminalOf(
    80,
    24,
    events.map(([kind, data], index): Event => [index, kind, data]),
  ).chunks.items;
}

function stepsOf(
  chunks: readonly TerminalChunk[],
  target: number,
  from: Position = START,
): readonly ReplayStep[] {
  const steps: ReplayStep[] = [];
  for (let at = from; ; at = steps.at(-1)?.to ?? at) {
    const step = nextStep(chunks, at, target);
    if (!step) return steps;
    steps.push(step);
  }
}

describe('nextStep', () => {
  it('writes neighbouring output together', () => {
    expect(stepsOf(chunksOf(['output', 'a'], ['output', 'b'], ['output', 'c']), 2)).toEqual([
      { kind: 'write', data: 'ab', to: { chunks: 2, offset: 0 } },
    ]);
  });

  it('has nothing to do where the screen is right', () => {
    expect(stepsOf(chunksOf(['output', 'a']), 0)).toEqual([]);
    expect(nextStep(chunksOf(['output', 'a']), { chunks: 1, offset: 0 }, 1)).toBeUndefined();
  });

  it('resizes between the output before and after', () => {
    expect(stepsOf(chunksOf(['output', 'a'], ['resize', '100x30'], ['output', 'b']), 3)).toEqual([
      { kind: 'write', data: 'a', to: { chunks: 1, offset: 0 } },
      { kind: 'resize', cols: 100, rows: 30, to: { chunks: 2, offset: 0 } },
      { kind: 'write', data: 'b', to: { chunks: 3, offset: 0 } },
    ]);
  });

  it.each(['marker', 'input', 'exit'] as const)('writes nothing for %s', (kind) => {
    expect(stepsOf(chunksOf([kind, 'rm -rf /']), 1)).toEqual([
      { kind: 'pass', to: { chunks: 1, offset: 0 } },
    ]);
    expect(stepsOf(chunksOf(['output', 'a'], [kind, 'x'], ['output', 'b']), 3)).toEqual([
      { kind: 'write', data: 'ab', to: { chunks: 3, offset: 0 } },
    ]);
  });

  it('passes over a resize to no size', () => {
    expect(stepsOf(chunksOf(['resize', 'huge']), 1)).toEqual([
      { kind: 'pass', to: { chunks: 1, offset: 0 } },
    ]);
  });

  it('takes a long chunk in pieces', () => {
    const steps = stepsOf(chunksOf(['output', 'x'.repeat(MAX_WRITE + 5)], ['output', 'y']), 2);
    expect(steps.map(({ to }) => to)).toEqual([
      { chunks: 0, offset: MAX_WRITE },
      { chunks: 2, offset: 0 },
    ]);
    expect(steps.map((step) => (step.kind === 'write' ? step.data.length : 0))).toEqual([MAX_WRITE, 6]);
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
          const chunks = chunksOf(...events);
          const done: string[] = [];
          let at = START;
          for (const target of [
            ...hops.sort((a, b) => a - b).map((hop) => Math.min(hop, chunks.length)),
            chunks.length,
          ])
            for (const step of stepsOf(chunks, target, at)) {
              at = step.to;
              if (step.kind === 'write') done.push(step.data);
              if (step.kind === 'resize') done.push(`<${step.cols}x${step.rows}>`);
            }
          const wanted = events.map(([kind, data]) =>
            kind === 'output' ? data : kind === 'resize' && parseResize(data) ? `<${data}>` : '',
          );
          expect(done.join('')).toBe(wanted.join(''));
          expect(isAt(at, chunks.length)).toBe(true);
        },
      ),
    );
  });
});

const screen = (chunks: number, offset = 0) => ({ position: { chunks, offset } });

describe('nearest', () => {
  it('takes the screen that has least to do', () => {
    const [near, far] = [screen(7), screen(2)];
    expect(nearest([near, far], 9)).toBe(near);
    expect(nearest([near, far], 7)).toBe(near);
    expect(nearest([near, far], 6)).toBe(far);
    expect(nearest([near, far], 1)).toBeUndefined();
  });

  it('never takes a screen that has some of a later chunk', () => {
    expect(canReach({ chunks: 3, offset: 1 }, 3)).toBe(false);
    expect(canReach({ chunks: 3, offset: 1 }, 4)).toBe(true);
    expect(nearest([screen(3, 1)], 3)).toBeUndefined();
    expect(isAt({ chunks: 3, offset: 1 }, 3)).toBe(false);
  });
});
