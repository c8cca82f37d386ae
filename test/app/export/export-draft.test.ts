import { describe, expect, it } from 'vitest';
import { clientOf, draftOf, keepDraft, withStop } from '../../../src/app/export/export-draft.ts';
import { fromSeconds } from '../../../src/base/time.ts';
import { writeClient } from '../../../src/share/client-file.ts';
import type { Trace } from '../../../src/trace/trace.ts';

const THERE = { panes: ['video', 'diff'], layers: ['screen', 'edits'] };
const traceOf = (title: string): Trace => ({ bundle: {}, manifest: { task: { title } } }) as unknown as Trace;
const stop = (seconds: number, panes: readonly string[] = []) => ({
  time: fromSeconds(seconds),
  title: '',
  text: ' ',
  panes,
});

describe('what is to be exported', () => {
  it('is everything to begin with, under the title of the task', () => {
    expect(clientOf(draftOf(traceOf('A\n fix')), THERE)).toEqual({
      schema: { name: 'playhead-client', version: 1 },
      title: 'A fix',
    });
  });

  it('is a sound file, whatever was typed', () => {
    const draft = {
      ...draftOf(traceOf('\n')),
      from: ' \u0007',
      title: `${'x'.repeat(300)}\u2028`,
      text: '\n',
    };
    const client = clientOf({ ...draft, stops: [stop(1)] }, THERE);
    expect(client).toMatchObject({ title: 'x'.repeat(200), tour: [{ time: 1, title: 'Stop 1' }] });
    expect(client).not.toHaveProperty('from');
    expect(client).not.toHaveProperty('text');
    expect(() => writeClient(client)).not.toThrow();
    expect(clientOf(draftOf(traceOf('\n')), THERE).title).toBe('A trace');
  });

  it('names what is kept, and shows no pane at a stop that is not there', () => {
    const draft = {
      ...draftOf(traceOf('A')),
      panesOff: new Set(['diff']),
      layersOff: new Set(['edits']),
      stops: [stop(1, ['video', 'diff']), stop(2, ['diff'])],
    };
    expect(clientOf(draft, THERE)).toMatchObject({ panes: ['video'], layers: ['screen'] });
    expect(clientOf(draft, THERE).tour).toEqual([
      { time: 1, title: 'Stop 1', panes: ['video'] },
      { time: 2, title: 'Stop 2' },
    ]);
  });

  it('has its stops in the order of time, one a moment', () => {
    let draft = draftOf(traceOf('A'));
    for (const seconds of [3, 1, 2, 1]) draft = withStop(draft, stop(seconds));
    expect(draft.stops.map(({ time }) => time)).toEqual([1, 2, 3].map(fromSeconds));
  });

  it('stays with its bundle', () => {
    const trace = traceOf('A');
    const draft = { ...draftOf(trace), title: 'B' };
    keepDraft(trace, draft);
    expect(draftOf(trace)).toBe(draft);
    expect(draftOf(traceOf('A')).title).toBe('A');
  });
});
