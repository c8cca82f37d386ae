import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { KeptMappings } from '../../../src/app/mappings/kept-mappings.ts';
import type { MappingText } from '../../../src/app/mappings/mapping-text.ts';
import { createMappingsStore } from '../../../src/app/mappings/saved-mappings.ts';

const ORBIT = readFileSync('docs/mappings/orbit-runs.json', 'utf8');

/** A browser that keeps what `entries` has. */
function keeping(entries: Map<string, unknown>): KeptMappings {
  return {
    all: () => Promise.resolve([...entries.values()]),
    put: (mapping: MappingText) => {
      entries.set(mapping.name, mapping);
      return Promise.resolve();
    },
    drop: (name) => {
      entries.delete(name);
      return Promise.resolve();
    },
  };
}

const CLOSED: KeptMappings = {
  all: () => Promise.reject(new Error('closed')),
  put: () => Promise.reject(new Error('closed')),
  drop: () => Promise.reject(new Error('closed')),
};

describe('saved mappings', () => {
  it('are there after a reload, in order, until they are removed', async () => {
    const entries = new Map<string, unknown>();
    const first = createMappingsStore(keeping(entries));
    await first.getState().save({ name: 'orbit', text: ORBIT });
    await first.getState().save({ name: 'lab', text: readFileSync('docs/mappings/lab-notes.json', 'utf8') });
    expect(first.getState().saved?.map(({ name }) => name)).toEqual(['lab', 'orbit']);

    const second = createMappingsStore(keeping(entries));
    expect(second.getState().saved).toBeUndefined();
    await second.getState().load();
    const found = second.getState().saved?.find(({ name }) => name === 'orbit');
    expect(found).toEqual({
      name: 'orbit',
      text: ORBIT,
      title: 'Orbit run report',
      reads: true,
      writes: 'json',
    });
    await second.getState().remove('orbit');
    expect(second.getState().saved?.map(({ name }) => name)).toEqual(['lab']);
    expect([...entries.keys()]).toEqual(['lab']);
  });

  it('are checked when they are saved, and when they are read back', async () => {
    const store = createMappingsStore(keeping(new Map()));
    const refused = expect.objectContaining({ code: 'mapping-invalid' }) as Error;
    await expect(store.getState().save({ name: 'orbit', text: '{}' })).rejects.toEqual(refused);
    await expect(store.getState().save({ name: '__proto__', text: ORBIT })).rejects.toEqual(refused);

    const entries = new Map<string, unknown>([
      ['a', { name: 'orbit', text: ORBIT }],
      ['b', { name: 'older', text: '{"schema":{"name":"playhead-mapping","version":0}}' }],
      ['c', { name: 'none', text: 7 }],
      ['d', { name: 7 }],
      ['e', null],
    ]);
    const again = createMappingsStore(keeping(entries));
    await again.getState().load();
    expect(again.getState().saved?.map(({ name }) => name)).toEqual(['orbit']);
    expect(again.getState().broken).toEqual(['older', 'none']);
    await again.getState().remove('older');
    expect(again.getState().broken).toEqual(['none']);
  });

  it('last as long as the page where the browser keeps nothing, and say so', async () => {
    const store = createMappingsStore(CLOSED);
    await store.getState().load();
    expect(store.getState()).toMatchObject({ saved: [], lasting: false });
    await store.getState().save({ name: 'orbit', text: ORBIT });
    await store.getState().load();
    expect(store.getState().saved?.map(({ name }) => name)).toEqual(['orbit']);
    await store.getState().remove('orbit');
    expect(store.getState()).toMatchObject({ saved: [], lasting: false });
  });
});
