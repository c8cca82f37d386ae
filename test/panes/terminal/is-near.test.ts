import { describe, expect, it } from 'vitest';
import { isNear } from '../../../src/panes/terminal/is-near.ts';
import type { ChunkKind } from '../../../src/trace/cast.ts';
import type { TerminalChunks } from '../../../src/trace/terminal-chunks.ts';
import { buildTerminal } from '../../fixtures/build-terminal.ts';

function chunksOf(...events: readonly (readonly [ChunkKind, string])[]): TerminalChunks {
  return buildTerminal(
    80,
    24,
    events.map(([kind, data], index) => [index, kind, data]),
  ).chunks;
}

describe('isNear', () => {
  const long = 'x'.repeat(32_768);

  it('is what comes a little later, or at the same time', () => {
    const chunks = chunksOf(['output', 'a'], ['input', long], ['output', 'b'], ['marker', 'c']);
    expect(isNear(chunks, 0, 4)).toBe(true);
    expect(isNear(chunks, 2, 2)).toBe(true);
  });

  it('is nothing earlier', () => {
    expect(isNear(chunksOf(['output', 'a'], ['output', 'b']), 2, 1)).toBe(false);
  });

  it('is nothing after which much was printed', () => {
    expect(isNear(chunksOf(['output', long]), 0, 1)).toBe(true);
    expect(isNear(chunksOf(['output', long], ['output', 'b']), 0, 2)).toBe(false);
    expect(isNear(chunksOf(['output', long], ['output', 'b']), 1, 2)).toBe(true);
  });

  it('is nothing in another size, and no size is a bad one', () => {
    expect(isNear(chunksOf(['output', 'a'], ['resize', '90x20']), 0, 2)).toBe(false);
    expect(isNear(chunksOf(['output', 'a'], ['resize', 'bad']), 0, 2)).toBe(true);
  });
});
