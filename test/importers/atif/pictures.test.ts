import { describe, expect, it, vi } from 'vitest';
import { TraceError } from '../../../src/base/errors.ts';
import { pictureFinder } from '../../../src/panes/conversation/pictures.ts';
import { recognizeAll } from '../../../src/importers/detect.ts';
import { referredFiles } from '../../../src/share/referred-files.ts';
import { counts, imported } from '../agent/imported.ts';
import { faultsOf, foreignUnit, importedFolder } from '../foreign-files.ts';

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]);
const GIF = new TextEncoder().encode('GIF89a');
const WEBP = new TextEncoder().encode('RIFF....WEBPVP8 ');

const part = (path: unknown): object => ({ type: 'image', source: { media_type: 'image/png', path } });

/** A document whose steps name `seen` in a message, and `got` in a result. */
function trajectory(seen: readonly unknown[], got: readonly unknown[] = [], more: object = {}): string {
  return JSON.stringify({
    schema_version: 'ATIF-v1.7',
    agent: { name: 'clicker', version: '1' },
    steps: [
      { step_id: 1, source: 'user', message: [{ type: 'text', text: 'Look' }, ...seen.map(part)] },
      {
        step_id: 2,
        source: 'agent',
        message: 'Done',
        tool_calls: [{ tool_call_id: 'c', function_name: 'look', arguments: {} }],
        observation: { results: [{ source_call_id: 'c', content: got.map(part) }] },
      },
    ],
    ...more,
  });
}

describe('pictures that an ATIF trajectory names', () => {
  it('come along from its folder, and the document stays as it is', async () => {
    const text = trajectory(['images/a.png', './Shots/A 1.JPEG'], ['./images/a.png', 'b.gif', 'c.webp']);
    const { trace, bundle, losses } = await importedFolder(
      foreignUnit('run', {
        'trajectory.json': text,
        'images/a.png': PNG,
        'Shots/A 1.JPEG': JPEG,
        'b.gif': GIF,
        'c.webp': WEBP,
        'images/other.png': PNG,
        'images/.DS_Store': '',
      }),
    );
    const layer = trace.layers[0];
    if (!layer) throw new Error('no layer');
    expect(await trace.bundle.readText(layer.paths?.[0] ?? '')).toBe(text);
    expect(layer['x-pictures']).toHaveLength(4);
    const find = pictureFinder(trace.bundle, layer);
    expect(
      ['images/a.png', 'Shots/A 1.JPEG', 'b.gif', 'c.webp'].map((name) => {
        const { path, mediaType } = find(name) ?? {};
        return [path, mediaType];
      }),
    ).toEqual([
      ['layers/agent-steps/images/a.png', 'image/png'],
      ['layers/agent-steps/shots/a-1.jpeg', 'image/jpeg'],
      ['layers/agent-steps/b.gif', 'image/gif'],
      ['layers/agent-steps/c.webp', 'image/webp'],
    ]);
    expect(await (await trace.bundle.open('layers/agent-steps/shots/a-1.jpeg')).bytes()).toEqual(JPEG);
    expect(losses.entries).toContainEqual({
      kind: 'dropped',
      what: 'A file beside the trajectory is not taken over',
      count: 1,
      example: 'images/other.png',
    });
    expect(await faultsOf(bundle)).toEqual([]);
    // A copy with this layer has them, and one without it has not.
    expect([...(await referredFiles(trace, new Set([layer.id])))].sort()).toEqual([
      'layers/agent-steps/b.gif',
      'layers/agent-steps/c.webp',
      'layers/agent-steps/images/a.png',
      'layers/agent-steps/shots/a-1.jpeg',
    ]);
    expect((await referredFiles(trace, new Set())).size).toBe(0);
  });

  it('of agents that it started are those of their lanes, and each lies in the bundle once', async () => {
    const inner = JSON.parse(trajectory(['in.png', 'shots/both.png'])) as object;
    const it = await imported({
      'run.json': trajectory(['out.png', 'shots/both.png'], [], { subagent_trajectories: [inner, inner] }),
      'in.png': PNG,
      'out.png': PNG,
      'shots/both.png': PNG,
    });
    const [within, without, both] = ['in.png', 'out.png', 'shots/both.png'].map((name) => ({
      name,
      path: `layers/agent-steps/${name}`,
    }));
    expect(it.layers('agent_steps').map((layer) => layer['x-pictures'])).toEqual([
      [without, both],
      [within, both],
      [within, both],
    ]);
    expect(it.manifest.files.filter(({ media_type: type }) => type === 'image/png')).toHaveLength(3);
  });

  it('are told by name where they are not there, no pictures, or elsewhere: nothing is looked for outside', async () => {
    const outside = ['../up.png', '/etc/a.png', 'a\\b.png', 'https://x.example/a.png', 'a/../../up.png'];
    const it = await imported({
      'run.json': trajectory(['gone.png', 'images/gone.png', 'page.png', ...outside, 7, '']),
      'page.png': '<svg onload="alert(1)"/>',
      'up.png': PNG,
    });
    expect(it.manifest.files.filter(({ media_type: type }) => type.startsWith('image/'))).toEqual([]);
    expect(it.losses.entries).toEqual(
      expect.arrayContaining([
        {
          kind: 'dropped',
          what: 'A picture is named, and not among the files that were read with the trajectory',
          count: 2,
          example: 'gone.png, images/gone.png',
        },
        {
          kind: 'dropped',
          what: 'A file that is named as a picture is no PNG, JPEG, WebP or GIF',
          count: 1,
          example: 'page.png',
        },
        {
          kind: 'dropped',
          what: 'A picture is named by an address, or by a path out of the folder: it is not looked for',
          count: 5,
          example: outside.join(', '),
        },
      ]),
    );
    const alone = await imported({ 'run.json': trajectory(['gone.png']) });
    expect(counts(alone, 'dropped')).toMatchObject({
      'A picture is named, and not among the files that were read with the trajectory': 1,
    });
  });

  it('are bounded in size and in number', async () => {
    const large = new Uint8Array(16 * 1024 * 1024 + 1);
    large.set(PNG);
    const names = Array.from({ length: 1_001 }, (_, index) => `images/${index}.png`);
    const it = await imported({
      'run.json': trajectory(['large.png', ...names]),
      'large.png': large,
      ...Object.fromEntries(names.map((name) => [name, PNG])),
    });
    expect(it.manifest.files.filter(({ media_type: type }) => type === 'image/png')).toHaveLength(1_000);
    expect(it.losses.entries).toContainEqual({
      kind: 'dropped',
      what: 'A picture is not taken along: it is too large, or there are too many',
      count: 2,
      example: 'large.png, images/1000.png',
    });
  });

  it('come along where files lie beside them that nobody reads: those are told', async () => {
    const it = await imported({
      'config.json': '{"model":"m"}',
      'logs/agent.txt': 'log',
      'run.log': 'log',
      'trajectory.json': trajectory(['images/1.png']),
      'images/1.png': PNG,
    });
    expect(it.layers('agent_steps')[0]?.['x-pictures']).toHaveLength(1);
    expect(counts(it, 'dropped')).toEqual({ 'A file beside the trajectory is not taken over': 3 });
  });

  it.each([
    ['another trajectory', 'b.json', trajectory([])],
    ['another trajectory, further in', 'b/trajectory.json', trajectory([])],
    ['another recording', 'b.har', '{"log":{"version":"1.2","creator":{"name":"a"},"entries":[]}}'],
  ])('do not make one trace of a folder that holds %s', async (_, path, content) => {
    const { recognized } = await recognizeAll(
      foreignUnit('runs', { 'a.json': trajectory(['x.png']), [path]: content, 'x.png': PNG }),
    );
    expect(recognized.map(({ unit }) => unit.label)).toEqual(['a.json', path]);
  });

  it('take nothing down where a file beside them cannot be read: it alone is refused', async () => {
    const unit = foreignUnit('run', { 'a.json': trajectory(['x.png']), 'b.json': '{}', 'x.png': PNG });
    const failure = new TraceError('zip-invalid', { source: 'run.zip', reason: 'it is cut off' });
    for (const [path, file] of unit.files)
      if (path === 'b.json') vi.spyOn(file, 'head').mockRejectedValue(failure);
    const { recognized, refused } = await recognizeAll(unit);
    expect(recognized.map(({ unit: { label } }) => label)).toEqual(['a.json']);
    expect(refused).toContainEqual(expect.objectContaining({ error: failure }));
  });

  it('do not hide a bundle beside them', async () => {
    const { recognized, bundles } = await recognizeAll(
      foreignUnit('runs', {
        'a.json': trajectory(['x.png']),
        'x.png': PNG,
        'b/trace_schema_v2.json': '{}',
      }),
    );
    expect(recognized.map(({ unit }) => unit.label)).toEqual(['a.json']);
    expect(bundles.map(({ label }) => label)).toEqual(['b']);
  });

  it('stand beside the trajectory of a trial of Harbor', async () => {
    const result = { task_name: 't', trial_name: 'u', task_checksum: 'c', agent_info: { name: 'clicker' } };
    const it = await imported({
      'result.json': JSON.stringify(result),
      'agent/trajectory.json': trajectory(['images/a.png']),
      'agent/images/a.png': PNG,
    });
    expect(it.manifest.files.map(({ path }) => path)).toContain('layers/agent-steps/images/a.png');
    expect(Object.keys(counts(it, 'dropped'))).toEqual([]);
  });
});
