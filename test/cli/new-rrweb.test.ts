import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/schema/generated/types.ts';
import { playhead, scratch } from './helpers.ts';

const START = 1_700_000_000_000;
const event = (type: number, timestamp: number, data: object) => ({ type, timestamp, data });
const events = (zero: number): readonly object[] => [
  event(4, zero, { href: 'https://example.org/', width: 800, height: 600 }),
  event(2, zero + 20, {
    node: {
      type: 0,
      id: 1,
      childNodes: [{ type: 2, id: 2, tagName: 'html', attributes: {}, childNodes: [] }],
    },
    initialOffset: { left: 0, top: 0 },
  }),
  event(3, zero + 2500, { source: 3, id: 1, x: 0, y: 10 }),
];

describe('playhead new --rrweb', async () => {
  const folder = await scratch();
  const write = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const manifestOf = async (bundle: string): Promise<Manifest> =>
    JSON.parse(await readFile(join(bundle, 'trace_schema_v2.json'), 'utf8')) as Manifest;

  it.each([
    ['an array', 'Page Log.JSON', JSON.stringify(events(START)), 'page-log.json', 'application/json'],
    [
      'lines',
      'page.jsonl',
      events(START)
        .map((line) => JSON.stringify(line))
        .join('\n'),
      'page.jsonl',
      'application/x-ndjson',
    ],
  ])('takes %s', async (_, name, text, file, mediaType) => {
    const bundle = join(folder, `bundle-${name.length}`);
    const made = await playhead('new', '--rrweb', `${await write(name, text)}@1.5`, '-o', bundle);
    expect(made).toMatchObject({ code: 0, err: '' });
    const { layers, clock, files } = await manifestOf(bundle);
    expect(clock.duration).toBe(4_000_000);
    expect(layers).toMatchObject([
      {
        id: 'page',
        kind: 'browser_dom',
        status: 'present',
        format: { name: 'rrweb' },
        paths: [`layers/page/${file}`],
        clock: { domain: 'wall', native_unit: 'ms', map: [{ native: START, trace_us: 1_500_000 }] },
      },
    ]);
    expect(files).toMatchObject([{ media_type: mediaType }]);
    expect(await playhead('validate', bundle)).toMatchObject({ code: 0 });
  });

  it('places times that count from 0 at the offset, and dates beside other dates', async () => {
    const bundle = join(folder, 'from-0');
    const zero = await write('zero.json', JSON.stringify(events(0)));
    const later = await write('later.json', JSON.stringify(events(START + 1000)));
    const dated = await write('dated.json', JSON.stringify(events(START)));
    const args = ['--rrweb', `${zero}@3`, '--rrweb', later, '--rrweb', dated];
    expect(await playhead('new', ...args, '-o', bundle)).toMatchObject({ code: 0 });
    const { layers, clock } = await manifestOf(bundle);
    expect(layers.map((layer) => layer.clock.map?.[0])).toMatchObject([
      { native: 0, trace_us: 3_000_000 },
      { native: START, trace_us: 0 },
      { native: START, trace_us: 0 },
    ]);
    expect(layers.map(({ id }) => id)).toEqual(['page', 'page-2', 'page-3']);
    expect(clock.duration).toBe(5_500_000);
  });

  it('refuses what is none, and leaves nothing behind', async () => {
    const path = await write('no.json', JSON.stringify([event(4, START, {})]));
    const made = await playhead('new', '--rrweb', path, '-o', join(folder, 'none'));
    expect(made).toMatchObject({ code: 1, err: expect.stringContaining('no full snapshot') as string });
  });

  it('is checked by validate', async () => {
    const bundle = join(folder, 'broken');
    const path = await write('fine.json', JSON.stringify(events(START)));
    expect(await playhead('new', '--rrweb', path, '-o', bundle)).toMatchObject({ code: 0 });
    await writeFile(join(bundle, 'layers/page/fine.json'), '[{"type":4}]');
    expect(await playhead('validate', bundle)).toMatchObject({
      code: 1,
      out: expect.stringContaining('cannot be read as rrweb') as string,
    });
  });
});
