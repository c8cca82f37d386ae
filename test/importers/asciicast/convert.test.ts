import { describe, expect, it } from 'vitest';
import { importedTrace } from '../foreign-files.ts';

const V2 = [
  '{"version": 2, "width": 80, "height": 24, "timestamp": 1700000000, "title": "A look around"}',
  '[0.5, "o", "$ ls\\r\\n"]',
  '[2.25, "i", "q"]',
  '[2.0, "o", "done"]',
].join('\n');

describe('an asciicast', () => {
  it('is told by its content, and is one terminal of its own length', async () => {
    const { trace, losses } = await importedTrace('anything.txt', V2);
    expect(trace.manifest).toMatchObject({
      task: { title: 'A look around' },
      clock: {
        duration: 2_250_000,
        origin: { wall_utc: '2023-11-14T22:13:20.000Z', wall_uncertainty_us: 1_000_000 },
      },
      outcome: { completion: 'unknown', success: 'unknown' },
    });
    const [terminal] = trace.terminals;
    expect(await trace.bundle.readText(terminal?.layer.paths?.[0] ?? '')).toBe(V2);
    expect(losses).toMatchObject({
      format: 'asciicast',
      format_version: '2',
      entries: [{ kind: 'changed', count: 1, example: 'line 4' }],
    });
  });

  it('of version 3 counts from event to event, and tells of what it passes over', async () => {
    const text =
      '{"version":3,"term":{"cols":80,"rows":24}}\n[1.5,"o","a"]\n# a remark\n[0.25,"z","?"]\n{}\n[-1,"o","b"]\n';
    const { trace, losses } = await importedTrace('a.cast', text);
    expect(trace.duration).toBe(1_750_000);
    expect(losses.entries.map(({ kind, count, example }) => [kind, count, example])).toEqual([
      ['dropped', 1, 'line 4'],
      ['unreadable', 1, 'line 5'],
      ['changed', 1, 'line 6'],
    ]);
  });

  it('of version 1 is one object', async () => {
    const text = JSON.stringify({
      version: 1,
      width: 80,
      height: 24,
      title: null,
      stdout: [
        [1, 'a'],
        [0.5, 'b'],
      ],
    });
    const { trace } = await importedTrace('old.json', text);
    expect(trace.duration).toBe(1_500_000);
  });

  it('of an unknown version is refused by name', async () => {
    await expect(importedTrace('a.cast', '{"version":7,"width":80,"height":24}\n')).rejects.toMatchObject({
      code: 'import-unsupported',
      details: { path: 'a.cast', found: 'version 7' },
    });
  });

  it('gives equal bundles for equal files', async () => {
    const [one, other] = await Promise.all([importedTrace('a.cast', V2), importedTrace('a.cast', V2)]);
    expect(one.trace.manifest).toEqual(other.trace.manifest);
  });
});

describe('what is no format that is known', () => {
  it('is refused with every refusal', async () => {
    await expect(importedTrace('a.bin', 'nothing')).rejects.toMatchObject({
      code: 'import-refused',
      details: {
        source: 'a.bin',
        refusals: expect.arrayContaining([expect.objectContaining({ format: 'asciicast' })]) as unknown,
      },
    });
  });
});
