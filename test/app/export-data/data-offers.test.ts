import { describe, expect, it } from 'vitest';
import { offersOf } from '../../../src/app/export-data/data-offers.ts';
import type { Layer } from '../../../src/schema/generated/types.ts';
import type { SavedMapping } from '../../../src/app/mappings/saved-mappings.ts';

const layer = (kind: Layer['kind'], status: Layer['status'] = 'present', more: Partial<Layer> = {}): Layer =>
  ({ id: kind, kind, status, ...more }) as Layer;
const trace = (...layers: readonly Layer[]) => ({ layers });
const ids = (list: readonly { readonly id: string }[]): readonly string[] => list.map(({ id }) => id);

describe('the formats on offer', () => {
  it('are those that the trace has layers for; of the others it is said why not', () => {
    const { offers, lacking } = offersOf(
      trace(
        layer('terminal', 'present', { title: 'Shell' }),
        layer('network', 'withheld'),
        layer('test_runs', 'lost', { title: 'Unit tests' }),
        layer('transcript', 'not_captured'),
      ),
      [],
    );
    expect(ids(offers)).toEqual(['asciicast-v2', 'asciicast-v3', 'trace-events']);
    expect(offers[0]).toMatchObject({ of: 'Shell', choice: [], cut: true, steps: false });
    expect(lacking.map(({ id, reason }) => `${id} ${reason}`)).toEqual([
      'training needs one of Agent steps, Commands, Edits, Browser, Notes, Input, and this trace has none',
      'atif needs one of Agent steps, Commands, Edits, Browser, Notes, Input, and this trace has none',
      'webvtt needs Transcript, which was not captured',
      'har needs Network, which was withheld',
      'junit needs Unit tests, which is lost',
      'sarif needs Lint, which this trace does not have',
    ]);
  });

  it('let one of several layers be chosen, and all of them where that can be', () => {
    const two = [
      layer('terminal', 'present', { title: 'One' }),
      layer('terminal', 'present', { id: 'b', title: 'Two' }),
    ];
    const { offers } = offersOf(trace(...two, layer('commands')), []);
    const of = (id: string) => offers.find((offer) => offer.id === id);
    expect(of('asciicast-v2')).toMatchObject({ of: 'one of One, Two', choice: two, allAtOnce: false });
    expect(of('trace-events')).toMatchObject({ allAtOnce: true });
    expect(of('trace-events')?.choice).toHaveLength(3);
    expect(of('training')?.choice).toEqual([]);
    expect(of('atif')).toMatchObject({ of: 'a run made of what a person did', choice: [], steps: true });
  });

  it('have saved mappings among them that write', () => {
    const mapping = (name: string, writes: SavedMapping['writes']): SavedMapping => ({
      name,
      text: '{}',
      title: name.toUpperCase(),
      reads: true,
      writes,
    });
    const { offers, lacking } = offersOf(trace(layer('commands')), [
      mapping('orbit', 'json-lines'),
      mapping('reader', undefined),
    ]);
    expect(offers.at(-1)).toMatchObject({
      id: 'map:orbit',
      title: 'ORBIT',
      ending: 'orbit.jsonl',
      cut: false,
    });
    expect(lacking.at(-1)).toMatchObject({
      id: 'map:reader',
      reason: 'is read by its mapping, and not written',
    });
  });
});
