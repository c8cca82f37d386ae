import { describe, expect, it } from 'vitest';
import { PANES } from '../../src/panes/registry.ts';
import type { ClientFile, Manifest } from '../../src/schema/generated/types.ts';
import { checkClient, parseClient, withSteps, writeClient } from '../../src/share/client-file.ts';
import { PANE_NAMES } from '../../src/share/pane-names.ts';

const CLIENT: ClientFile = {
  schema: { name: 'playhead-client', version: 1 },
  title: 'A fix',
  panes: ['video', 'terminal'],
  layers: ['screen'],
  tour: [{ time: 1.5, title: 'Here', panes: ['terminal'] }],
};
const MANIFEST = { clock: { duration: 2_000_000 }, layers: [{ id: 'screen' }] };

describe('the client file', () => {
  it('reads what it writes, and passes over what it does not know', () => {
    expect(parseClient(writeClient(CLIENT), 'client.json')).toEqual(CLIENT);
    const newer = { ...CLIENT, colour: 'red', 'x-own': [1] };
    expect(parseClient(JSON.stringify(newer), 'client.json').title).toBe('A fix');
  });

  it.each([
    ['no JSON', '{', 'it is no JSON'],
    ['an array', '[]', 'the whole'],
    ['another schema', { ...CLIENT, schema: { name: 'playhead-batch', version: 1 } }, '/schema/name'],
    ['no title', { schema: CLIENT.schema }, 'title'],
    ['a title of two lines', { ...CLIENT, title: 'a\nb' }, '/title'],
    ['a text that is none', { ...CLIENT, text: { html: '<b>' } }, '/text'],
    ['a trace elsewhere', { ...CLIENT, trace: 'https://x.example/a.zip' }, '/trace'],
    ['a trace above', { ...CLIENT, trace: '../a.zip' }, '/trace'],
    ['a review elsewhere', { ...CLIENT, review: '//x.example/a' }, '/review'],
    ['a moment that is none', { ...CLIENT, tour: [{ time: '1', title: 'a' }] }, '/tour/0/time'],
    ['a moment before the start', { ...CLIENT, tour: [{ time: -1, title: 'a' }] }, '/tour/0/time'],
    [
      'too many stops',
      { ...CLIENT, tour: Array.from({ length: 201 }, () => ({ time: 1, title: 'a' })) },
      '/tour',
    ],
  ])('refuses %s', (_what, content, reason) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    expect(() => parseClient(text, 'client.json')).toThrow(reason);
  });

  it.each([
    ['a pane', { panes: ['films'] }, 'no pane films'],
    ['a pane of a stop', { tour: [{ time: 1, title: 'a', panes: ['films'] }] }, 'no pane films'],
    ['a pane that is not shown', { tour: [{ time: 1, title: 'a', panes: ['diff'] }] }, 'not among its panes'],
    ['a layer', { layers: ['voice'] }, 'no layer voice'],
    ['a moment after the end', { tour: [{ time: 2.1, title: 'a' }] }, 'the trace ends at 2 s'],
  ])('refuses %s that there is not', (_what, part, reason) => {
    expect(() => checkClient({ ...CLIENT, ...part }, MANIFEST, 'client.json')).toThrow(reason);
    expect(() => checkClient(CLIENT, MANIFEST, 'client.json')).not.toThrow();
  });

  it('knows the panes of the page', () => {
    expect(PANE_NAMES).toEqual(PANES.map(({ id }) => id));
  });
});

describe('the steps of a client file', () => {
  const client = { schema: { name: 'playhead-client', version: 1 }, title: 'A' } as const;
  const manifest = (domain: 'order_only' | 'wall'): Pick<Manifest, 'clock' | 'layers'> => ({
    clock: {
      unit: 'us',
      origin: { wall_utc: null, wall_uncertainty_us: null },
      duration: 7_000_000,
      sync_quality: 'order_only',
    },
    layers: [
      {
        id: 'agent-steps',
        kind: 'agent_steps',
        status: 'present',
        clock: { domain, native_unit: 's', sync_quality: 'order_only' },
      },
    ],
  });

  it('are counted where the trace has no times, and gone where it has', () => {
    const ordered = withSteps(client, manifest('order_only'));
    expect(ordered).toEqual({ ...client, steps: 7 });
    expect(parseClient(writeClient(ordered), 'x')).toEqual(ordered);
    expect(withSteps({ ...client, steps: 3 }, manifest('wall'))).toEqual(client);
    expect(() => writeClient({ ...client, steps: 0 })).toThrow();
  });
});
