import { describe, expect, it } from 'vitest';
import { inSlices } from '../../src/base/slices.ts';
import { describeLog, describeSpan, spanMarks } from '../../src/timeline/signal-marks.ts';
import { traceLanes } from '../../src/timeline/tracks.ts';
import { Track } from '../../src/trace/track.ts';
import { buildTrace } from '../fixtures/build-trace.ts';

const TRACE = buildTrace({ signals: true });

async function laneOf(id: string) {
  const lane = traceLanes(TRACE).find((one) => one.layer === id) ?? expect.fail(`no lane ${id}`);
  return { lane, marks: await lane.load() };
}

describe('the lanes of logs, metrics and spans', () => {
  it('show how many log records there are, and warnings and errors on top', async () => {
    const { lane, marks } = await laneOf('logs');
    expect([lane.title, lane.colour]).toEqual(['Logs', 'signals']);
    expect(marks.map(({ shape, tone, starts }) => [shape, tone, starts.length])).toEqual([
      ['density', 'track', 51],
      ['minor', 'warn', 18],
      ['tick', 'fail', 5],
    ]);
    expect(marks[2]?.describe?.(0, 0)).toBe('ERROR · payments · charge failed: query timed out');
  });

  it('show the requests as blocks, failed ones apart, and what is within them as lines', async () => {
    const { marks } = await laneOf('spans');
    expect(marks.map(({ shape, tone, starts }) => [shape, tone, starts.length])).toEqual([
      ['span', 'track', 23],
      ['span', 'fail', 5],
      ['minor', 'track', 92],
      ['minor', 'fail', 20],
    ]);
    expect(marks[1]?.label(0)).toBe('POST /checkout');
    expect(marks[1]?.describe?.(0, 0)).toBe(
      'shop · POST /checkout · failed: payment timed out after 1.5 s · 1.6 s',
    );
    expect(marks[2]?.minSpacing).toBeGreaterThan(0);
  });

  it('show the first metric as high as it was, and when metrics were taken, with the first values', async () => {
    const { marks } = await laneOf('metrics');
    expect(marks.map(({ shape, starts }) => [shape, [...starts.slice(0, 3)]])).toEqual([
      ['level', [5e6, 10e6, 15e6]],
      ['minor', [5e6, 10e6, 15e6]],
    ]);
    // Two connections, and from second 20 on nine.
    expect([2, 3, 4].map((index) => marks[0]?.levels?.highest(index, index + 1))).toEqual([2 / 9, 1, 1]);
    expect(marks[0]?.ends[2]).toBe(20e6);
    expect(marks[0]?.describe?.(5, 0)).toBe(
      'db.client.connections.usage · payments · state=used: 9 connection',
    );
    expect(marks[1]?.describe?.(5, 0)).toMatch(
      /^db\.client\.connections\.usage 9 · db\.client\.operation\.duration 15 · http\.server\.requests 15 · http/,
    );
  });

  it('find roots where parents were not recorded', async () => {
    const [layer] = TRACE.spans;
    const track = await layer?.content.get();

    const orphans = new Track(track?.items.filter(({ name }) => name === 'charge card') ?? []);
    const marks = await inSlices(spanMarks(orphans));
    expect(marks.map(({ starts }) => starts.length)).toEqual([23, 5, 0, 0]);
  });

  it('say in one line what there is to say', async () => {
    const [log] = (await TRACE.logs[0]?.content.get())?.items ?? [];
    const [span] = (await TRACE.spans[0]?.content.get())?.items ?? [];
    if (!log || !span) throw new Error('nothing was read');
    const nobody = { service: undefined, attributes: [] };
    expect(
      describeLog({
        ...log,
        level: 'unspecified',
        severity: undefined,
        body: '',
        event: 'app.start',
        resource: nobody,
      }),
    ).toBe('app.start');
    expect(describeLog({ ...log, level: 'warn', severity: undefined, body: 'a\nb', resource: nobody })).toBe(
      'warn · a',
    );
    expect(describeSpan({ ...span, status: 'error', message: undefined, resource: nobody })).toBe(
      'POST /checkout · failed',
    );
  });
});
