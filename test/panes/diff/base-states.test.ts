import { describe, expect, it } from 'vitest';
import { readBases, type BaseState } from '../../../src/panes/diff/base-states.ts';
import { Workspace } from '../../../src/trace/workspace.ts';
import type { FileContent } from '../../../src/trace/workspace-texts.ts';
import type { TimedEdit } from '../../../src/trace/layers.ts';
import { fromMicros } from '../../../src/base/time.ts';

const written = (count: number): Workspace =>
  new Workspace(
    Array.from({ length: count }, (_, index): TimedEdit => {
      const event = { t: index, type: 'save', file: `src/${index}.ts`, by: 'editor' } as const;
      return {
        time: fromMicros(index),
        event: { ...event, content: `blobs/${index}` },
      };
    }),
  );

/** Texts that count how many are read at once, and call `onRead` for each. */
function textsOf(onRead: () => void = () => undefined) {
  let [reading, most] = [0, 0];
  const base = async ({ id }: { readonly id: number }): Promise<FileContent> => {
    reading += 1;
    most = Math.max(most, reading);
    onRead();
    await Promise.resolve();
    reading -= 1;
    return id === 0 ? { kind: 'absent' } : { kind: 'text', text: '', sha256: `hash ${id}` };
  };
  return { base, most: () => most };
}

async function all(
  count: number,
  texts = textsOf(),
  signal = new AbortController().signal,
): Promise<readonly ReadonlyMap<number, BaseState>[]> {
  const told: ReadonlyMap<number, BaseState>[] = [];
  for await (const known of readBases(written(count), texts, signal)) told.push(known);
  return told;
}

describe('readBases', () => {
  it('waits for a few files, which come together', async () => {
    const told = await all(30);
    expect(told).toHaveLength(1);
    expect(told[0]?.size).toBe(30);
    expect(told[0]?.get(0)).toEqual({ kind: 'absent', sha256: undefined });
    expect(told[0]?.get(7)).toEqual({ kind: 'text', sha256: 'hash 7' });
  });

  it('waits for none of many, and reads them beside all else', async () => {
    const texts = textsOf();
    const told = await all(300, texts);
    expect(told[0]?.size).toBe(0);
    expect(told.at(-1)?.size).toBe(300);
    expect(texts.most()).toBeLessThanOrEqual(2);
  });

  it('ends once nobody wants them', async () => {
    const controller = new AbortController();
    let count = 0;
    const texts = textsOf(() => {
      count += 1;
      if (count === 20) controller.abort();
    });
    await all(300, texts, controller.signal);
    expect(count).toBeLessThan(25);
  });
});
