import { describe, expect, it } from 'vitest';
import { layerEvents, nearestEvent, type LayerEvents } from '../../src/app/layer-events.ts';
import { fromSeconds } from '../../src/base/time.ts';
import { buildTrace } from '../fixtures/build-trace.ts';

/** Times in microseconds, and texts. */
async function told(events: LayerEvents | undefined): Promise<unknown> {
  if (!events) return undefined;
  const { times } = events;
  return Promise.all(Array.from(times, async (time, index) => [time, await events.textOf(index)]));
}

describe('the events of a layer', () => {
  it('are what can be seen to happen, without moves and what lies at an edge of the trace', async () => {
    const trace = buildTrace({
      duration: 10,
      input: ['0 key a', '2 move 1,2', '2.5 click 10,20', '3 key Enter', '10 click 1,1'],
    });
    expect(await told(await layerEvents(trace, 'input'))).toEqual([
      [2_500_000, 'left click at 10, 20'],
      [3_000_000, 'key Enter'],
    ]);
  });

  it('are plain text of one line, not too long', async () => {
    const trace = buildTrace({
      commands: [`1-2 ${'x'.repeat(500)}\nsecond`],
      output: ['1.5 \u001b[31m3 failing\u001b[0m'],
    });
    expect((await layerEvents(trace, 'commands'))?.textOf(0)).toBe(`${'x'.repeat(120)}…`);
    expect(await told(await layerEvents(trace, 'terminal'))).toEqual([[1_500_000, '3 failing']]);
  });

  it('are none for a video, a sound, and a layer that is not there', () => {
    const trace = buildTrace({ video: { fps: 25, keyEvery: 50 }, voice: true });
    for (const id of ['screen', 'voice', 'gone']) expect(layerEvents(trace, id)).toBeUndefined();
  });

  it('cannot be told where the layer cannot be read', async () => {
    const trace = buildTrace({ cues: ['1-2 hello'], broken: ['transcript'] });
    await expect(layerEvents(trace, 'cues')).rejects.toMatchObject({ code: 'artifact-missing' });
  });
});

describe('the nearest event', () => {
  const events = { times: Float64Array.from([1, 2, 4], fromSeconds) };

  it.each([
    [0, 0],
    [1.4, 0],
    [1.6, 1],
    [3, 1],
    [3.1, 2],
    [9, 2],
  ])('to %d s is number %d', (seconds, index) => {
    expect(nearestEvent(events, fromSeconds(seconds))).toBe(index);
  });

  it('is none where there is none', () => {
    expect(nearestEvent({ times: new Float64Array() }, fromSeconds(1))).toBe(-1);
  });
});
