/** The search in its real workers: one that holds the text, and one in it that patterns are ended with. */
import { afterEach, describe, expect, it } from 'vitest';
import { SearchClient } from '../../src/search/search.client.ts';
import { NO_QUERY } from '../../src/search/query.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle, lines } from '../fixtures/build-bundle.ts';

const SIGNAL = new AbortController().signal;
let client: SearchClient | undefined;

afterEach(() => client?.dispose());

async function open() {
  const notes = lines(
    { t: 1, type: 'note', text: 'Use a set' },
    { t: 2, type: 'note', text: `${'a'.repeat(40)}!` },
  );
  const { manifest, bundle } = await openTrace(
    buildBundle({ layers: [{ id: 'notes', kind: 'annotations', content: notes }] }),
  );
  const told: number[] = [];
  client = new SearchClient({
    bundle,
    files: manifest.files,
    onFirst: () => undefined,
    onPart: () => undefined,
    onProgress: (_, done) => told.push(done),
    onProblem: () => undefined,
  });
  const [layer] = manifest.layers;
  if (!layer) throw new Error('no layer');
  const read = await client.read({ layer, newer: false, repos: [] });
  return { client, read, told };
}

describe('the search in its workers', () => {
  it('reads a layer, tells how far it is, and finds in it', async () => {
    const { client: search, read, told } = await open();
    expect(read).toMatchObject({ lines: 2, whole: true });
    expect(told.at(-1)).toBe(0.5);
    const found = await search.find('notes', { ...NO_QUERY, text: 'SET' }, 1, SIGNAL);
    expect([...found.times]).toEqual([1]);
    expect(found.rows).toMatchObject([{ text: 'Use a set', marks: [[6, 9]] }]);
    expect(await search.rows('notes', 1, 0, 5)).toEqual(found.rows);
  });

  it('gives a pattern up that could take for ever, and goes on', async () => {
    const { client: search } = await open();
    const slow = search.find('notes', { ...NO_QUERY, text: '^(a+)+$', pattern: true }, 1, SIGNAL);
    // Meanwhile it answers.
    expect([...(await search.find('notes', { ...NO_QUERY, text: 'set' }, 2, SIGNAL)).times]).toEqual([1]);
    await expect(slow).rejects.toMatchObject({ code: 'pattern-slow' });
    const found = await search.find('notes', { ...NO_QUERY, text: 's.t', pattern: true }, 3, SIGNAL);
    expect([...found.times]).toEqual([1]);
  });

  it('rejects all that is waited for once it is disposed of', async () => {
    const { client: search } = await open();
    const waiting = search.find('notes', { ...NO_QUERY, text: '^(a+)+$', pattern: true }, 1, SIGNAL);
    search.dispose();
    await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
  });
});
