import { describe, expect, it } from 'vitest';
import {
  dataName,
  draftOf,
  faultsOf,
  keepDraft,
  requestOf,
} from '../../../src/app/export-data/data-draft.ts';
import { offersOf, type Offer } from '../../../src/app/export-data/data-offers.ts';
import { fromSeconds, type TimeRange } from '../../../src/base/time.ts';
import { STEP_OPTIONS } from '../../../src/exporters/steps/step-options.ts';
import type { Layer } from '../../../src/schema/generated/types.ts';
import type { Trace } from '../../../src/trace/trace.ts';

const LAYERS = [
  { id: 'run', kind: 'agent_steps', status: 'present' },
  { id: 'made', kind: 'commands', status: 'present', derived_from: ['run'] },
  { id: 'keys', kind: 'input_events', status: 'present' },
  { id: 'said', kind: 'transcript', status: 'present' },
  { id: 'gone', kind: 'ide_edits', status: 'lost' },
] as unknown as readonly Layer[];
const newTrace = (): Trace => ({ bundle: {}, layers: LAYERS }) as unknown as Trace;
const MARKED: TimeRange = { start: fromSeconds(61.5), end: fromSeconds(93.25) };

function offer(id: string): Offer {
  const found = offersOf({ layers: LAYERS }, [
    { name: 'orbit', text: '{"x":1}', title: 'Orbit', reads: true, writes: 'json' },
  ]).offers.find((one) => one.id === id);
  if (!found) throw new Error(`no offer ${id}`);
  return found;
}

describe('what is to be written', () => {
  it('is all of the trace as training data to begin with, by the options of the command', () => {
    const trace = newTrace();
    const draft = draftOf(trace);
    expect(requestOf(draft, offer(draft.format), trace, undefined)).toEqual({
      format: 'training',
      layer: undefined,
      range: undefined,
      steps: { ...STEP_OPTIONS, layers: undefined },
    });
  });

  it('is the marked range unless all was chosen of it, but never for a mapping', () => {
    const trace = newTrace();
    const draft = draftOf(trace);
    const all = { ...draft, allOf: { ...MARKED } };
    expect(requestOf(all, offer('training'), trace, MARKED).range).toBeUndefined();
    expect(requestOf(draft, offer('training'), trace, MARKED).range).toEqual(MARKED);
    expect(requestOf(draft, offer('training'), trace, undefined).range).toBeUndefined();
    const mapped = requestOf(draft, offer('map:orbit'), trace, MARKED);
    expect(mapped).toMatchObject({ format: { name: 'orbit', text: '{"x":1}' }, range: undefined });
  });

  it('names the layers that would be read anyway, when some are first asked for', () => {
    const trace = newTrace();
    const draft = { ...draftOf(trace), some: true, before: ' 1:30 ', after: '0.5', maxText: '12' };
    expect(requestOf(draft, offer('training'), trace, undefined).steps).toEqual({
      layers: new Set(['run', 'said']),
      before: 90_000_000,
      after: 500_000,
      maxText: 12,
    });
    expect(requestOf({ ...draft, layer: 'said' }, offer('trace-events'), trace, undefined).layer).toBe(
      'said',
    );
  });

  it('is not written with what cannot be read as a number, nor without layers', () => {
    const trace = newTrace();
    const draft = {
      ...draftOf(trace),
      some: true,
      layersOff: new Set(LAYERS.map(({ id }) => id)),
      before: 'soon',
      maxText: '0',
    };
    expect(Object.keys(faultsOf(draft, offer('atif'), trace))).toEqual(['before', 'maxText', 'layers']);
    expect(faultsOf(draft, offer('trace-events'), trace)).toEqual({});
  });

  it('stays while the trace is open', () => {
    const trace = newTrace();
    keepDraft(trace, { ...draftOf(trace), format: 'atif' });
    expect(draftOf(trace).format).toBe('atif');
    expect(draftOf(newTrace()).format).toBe('training');
  });
});

describe('the name of the file', () => {
  it('tells the trace, the range and the format', () => {
    const training = offer('training');
    expect(dataName('https://x.example/bug fix.trace.zip?sig=1', training, undefined, false)).toBe(
      'bug fix.steps.jsonl',
    );
    expect(dataName('a/b/', training, MARKED, false)).toBe('b.61.5-93.25s.steps.jsonl');
    const steps = { start: fromSeconds(2), end: fromSeconds(7) };
    expect(dataName('run', training, steps, true)).toBe('run.steps-3-7.steps.jsonl');
  });
});
