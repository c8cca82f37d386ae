/** Redacted copies: what was named is in no byte, no picture and no sound of them. */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { columnsOf, mediaWork } from '../../../src/cli/redact/media.ts';
import { mediaFaults } from '../../../src/cli/redact/prove-media.ts';
import type { Layer, Manifest, QcReportFile } from '../../../src/schema/generated/types.ts';
import type { BundleSpec } from '../../fixtures/build-bundle.ts';
import { toneWav } from '../../panes/voice/tone-wav.ts';
import { canRun, contents, playhead, scratch } from '../helpers.ts';
import { writeBundle } from './write-bundle.ts';

const SECRET = 'hunter2-of-Ada';
const SAMPLE = 'public/samples/bug-fix';
const PATH = process.env['PATH'];
const hasFfmpeg = canRun('ffmpeg');

let folder: string;
const at = (...parts: readonly string[]): string => join(folder, ...parts);

beforeAll(async () => {
  folder = await scratch();
});

afterEach(() => {
  process.env['PATH'] = PATH;
});

const bundle = (name: string, spec: BundleSpec): Promise<string> => writeBundle(at(name), spec);

async function plan(name: string, redactions: readonly object[], more: object = {}): Promise<string> {
  const file = at(`${name}.json`);
  const schema = { name: 'playhead-redaction-plan', version: 1 };
  const listed = redactions.map((one) => ({ category: 'x.test', ...one }));
  await writeFile(file, JSON.stringify({ schema, by: 'Dev', redactions: listed, ...more }));
  return file;
}

const manifestIn = async (path: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(path, 'trace_schema_v2.json'), 'utf8')) as Manifest;

const keys = (text: string): string =>
  Array.from(text)
    .map((key, index) => JSON.stringify({ t: 1_000 * index, type: 'key_down', key }))
    .join('\n');

const EVERYWHERE: BundleSpec = {
  manifest: { task: { family: 'bug_fix', title: `Log in with ${SECRET}`, criteria: [] } },
  layers: [
    {
      id: 'terminal',
      kind: 'terminal',
      content: [
        '{"version":2,"width":20,"height":5}',
        '[0.1,"o","$ echo hunter2"]',
        '[0.2,"o","\\u001b[1m-of-A\\u001b[0mda\\r\\n"]',
        // Typed wrong and mended: only the screen says it.
        '[0.3,"o","hunter2-if\\b\\b"]',
        '[0.4,"o","of-Ada\\r\\n"]',
        '[0.5,"o","done\\r\\n"]',
        '',
      ].join('\n'),
    },
    { id: 'input', kind: 'input_events', content: keys(`ls ${SECRET}`) },
    {
      id: 'voice',
      kind: 'transcript',
      content: 'WEBVTT\n\n00:01.000 --> 00:02.000\nIt is hunter2-of-Ada, yes.\n',
    },
    {
      id: 'notes',
      kind: 'annotations',
      content: `${JSON.stringify({ t: 5, type: 'note', text: `\u201c${SECRET}\u201d` })}\n`,
    },
  ],
  files: {
    'files/page.html': `<a href="/?p=${encodeURIComponent(SECRET)}">hunter2<b>-of</b>-Ada</a>`,
    'files/auth.txt': `Authorization: Basic ${Buffer.from(`ada:${SECRET}`).toString('base64')}`,
    'files/dump.gz': gzipSync(`password=${SECRET}`),
    'files/hunter2.txt': 'nothing',
  },
};

describe('playhead redact', () => {
  it('removes a text wherever it stands, and records it', async () => {
    const original = await bundle('everywhere', EVERYWHERE);
    const before = await contents(original);
    const file = await plan('everywhere', [
      { type: 'text', id: 'pw', texts: [SECRET], reason: 'a password' },
    ]);
    const ran = await playhead('redact', original, '--plan', file, '-o', at('everywhere-copy'));
    expect(ran).toMatchObject({ code: 0, out: at('everywhere-copy') });
    expect(ran.err).toContain('files/dump.gz was left out');
    const copy = await contents(at('everywhere-copy'));
    expect(await contents(original)).toEqual(before);
    for (const [path, bytes] of copy) {
      expect([path, bytes.toString('latin1').match(/-of|-if|of-Ada/g)]).toEqual([path, null]);
      expect(bytes.includes(Buffer.from(`ada:${SECRET}`).toString('base64'))).toBe(false);
    }
    expect(copy.get('files/page.html')?.toString()).toBe(
      `<a href="/?p=${'█'.repeat(14)}">███████<b>███</b>████</a>`,
    );
    const cast = copy.get('layers/terminal/content.cast')?.toString() ?? '';
    expect(cast).toContain('[0.2,"o","\\u001b[1m█████\\u001b[0m██\\r\\n"]');
    expect(cast).toContain('[0.5,"o","done\\r\\n"]');
    const { privacy, task, supersedes, provenance } = await manifestIn(at('everywhere-copy'));
    expect(task.title).toBe(`Log in with ${'█'.repeat(14)}`);
    expect(supersedes).toBe('00000000-0000-4000-8000-000000000001');
    expect(new Set(privacy.redactions.map(({ target }) => target.layer))).toEqual(
      new Set(['terminal', 'input', 'voice', 'notes']),
    );
    expect(privacy.redactions[0]).toMatchObject({
      id: 'pw',
      method: 'mask',
      category: 'x.test',
      by: 'Dev',
      reason: 'a password',
    });
    expect(privacy.scan).toMatchObject([{ tool: 'playhead scan', findings: 0 }]);
    expect(provenance.chain.at(-1)).toMatchObject({ step: 'redact', tool: 'playhead' });
  });

  it('leaves a finding that the plan lets stay, where no other finding is of the same value', async () => {
    const [first, second] = ['a1', 'b2'].map((end) => `ghp_${`${end}Xy7QwErT9`.repeat(4).slice(0, 36)}`);
    const cast = (id: string, text: string) => ({
      id,
      kind: 'terminal' as const,
      content: `{"version":2,"width":80,"height":5}\n[1,"o",${JSON.stringify(text)}]\n`,
    });
    const original = await bundle('some-stay', {
      layers: [cast('a', `one ${first}`), cast('b', `two ${second} and ${first}`)],
    });
    const { out } = await playhead('scan', original, '--json');
    const { rules } = JSON.parse(out) as QcReportFile;
    const ids = rules.flatMap(({ findings }) => findings.map(({ id }) => id));
    expect(ids).toHaveLength(3);
    const copyWithout = async (name: string, except: readonly string[]): Promise<string> => {
      const found = { type: 'found', id: 'found', rules: ['secrets'], except };
      const file = await plan(name, [found]);
      await playhead('redact', original, '--plan', file, '-o', at(`${name}-copy`));
      const files = ['a', 'b'].map((id) => readFile(at(`${name}-copy/layers/${id}/content.cast`), 'utf8'));
      return (await Promise.all(files)).join('');
    };
    const inB = ids.filter((id) => id.includes(':b:'));
    // The other one stands in a, too: that finding goes, and so does the value, wherever it is.
    const text = await copyWithout('stay-in-b', [...inB, 'secrets/of-nothing']);
    expect([text.includes(second ?? '-'), text.includes(first ?? '-')]).toEqual([true, false]);
    const none = await copyWithout('stay-none', []);
    expect([none.includes(second ?? '-'), none.includes(first ?? '-')]).toEqual([false, false]);
  });

  it('keeps no copy in which something is left', async () => {
    const original = at('everywhere');
    const text = { type: 'text', id: 'pw', texts: [SECRET] };
    const file = await plan('kept', [text], { keep_opaque: ['files/dump.gz'] });
    for (const name of ['kept', 'kept.trace.zip']) {
      const ran = await playhead('redact', original, '--plan', file, '-o', at(name));
      expect(ran.code).toBe(1);
      expect(ran.err).toContain('may be in the copy still: files/dump.gz (pw)');
      expect(ran.err).not.toContain(SECRET);
    }
    expect(
      [...(await contents(folder)).keys()].filter((path) => path.startsWith('kept') && path !== 'kept.json'),
    ).toEqual([]);
  });

  it('refuses a plan that does not fit, and a place that is taken', async () => {
    const refused = async (redaction: object, more: object = {}): Promise<string> => {
      const file = await plan('bad', [redaction], more);
      const ran = await playhead('redact', at('everywhere'), '--plan', file, '-o', at('bad'));
      expect(ran.code).toBe(1);
      return ran.err;
    };
    expect(await refused({ type: 'layer', id: 'a', layer: 'screen' })).toContain('names the layer screen');
    expect(await refused({ type: 'text', id: 'a', texts: ['abc'] })).toContain('/redactions/0/texts/0');
    expect(await refused({ type: 'time', id: 'a', t: [5, 5] })).toContain('does not end after it begins');
    expect(await refused({ type: 'region', id: 'a', layer: 'voice', rect: [0, 0, 1, 1] })).toContain(
      'no screen_video',
    );
    expect(await refused({ type: 'cookies', id: 'a' }, { extra: 1 })).toContain('nobody knows /extra');
    const file = await plan('taken', [{ type: 'layer', id: 'a', layer: 'voice' }]);
    const ran = await playhead('redact', at('everywhere'), '--plan', file, '-o', at('everywhere'));
    expect(ran).toMatchObject({ code: 1 });
    expect(await playhead('redact', at('everywhere'))).toMatchObject({ code: 2 });
  });

  const ATIF = JSON.stringify({
    schema_version: 'ATIF-v1.7',
    session_id: 'a',
    agent: { name: 'a', version: '1' },
    steps: [{ step_id: 1, source: 'agent', message: 'nothing' }],
  });

  it('removes what the bundle alone tells: what was typed at a time, cookies, and a layer whose times nobody knows', async () => {
    const entry = {
      startedDateTime: '2026-01-01T00:00:00.000Z',
      request: { url: 'http://a/', headers: [{ name: 'Cookie', value: 'sid=s3ss10n; n=1' }] },
    };
    const original = await bundle('told', {
      layers: [
        { id: 'input', kind: 'input_events', content: keys('ls s3cret!') },
        {
          id: 'net',
          kind: 'network',
          content: JSON.stringify({ log: { version: '1.2', entries: [entry] } }),
        },
        { id: 'agent', kind: 'agent_steps', content: ATIF },
        {
          id: 'terminal',
          kind: 'terminal',
          content:
            '{"version":2,"width":80,"height":5}\n[1,"o","s3cret! s3ss10n\\r\\nSet-Cookie: csrf=t0k3n; Path=/"]\n',
        },
      ],
    });
    const file = await plan('told', [
      { type: 'keystrokes', id: 'keys', t: [3_000, 20_000], everywhere: true },
      { type: 'cookies', id: 'cookies' },
      { type: 'time', id: 'time', t: [9_000_000, 9_500_000] },
    ]);
    const ran = await playhead('redact', original, '--plan', file, '-o', at('told-copy'));
    expect(ran).toMatchObject({ code: 0 });
    const copy = await contents(at('told-copy'));
    expect(copy.get('layers/terminal/content.cast')?.toString()).toContain(
      '"███████ ███████\\r\\nSet-Cookie: csrf=█████; Path=/"',
    );
    expect(copy.get('layers/input/content.jsonl')?.toString()).toContain('"key":"s"');
    expect(copy.get('layers/input/content.jsonl')?.toString().match(/•/g)).toHaveLength(7);
    expect(copy.get('layers/net/content.jsonl')?.toString()).toContain('{"name":"Cookie","value":"█"}');
    const { layers } = await manifestIn(at('told-copy'));
    expect(layers.find(({ id }) => id === 'agent')).toMatchObject({
      status: 'withheld',
      status_note: 'taken out (time)',
    });
  });

  it('removes from the real sample, which stays valid, and packs the copy', async () => {
    const file = await plan('sample', [
      { type: 'text', id: 'words', texts: ['both day fields', 'npm test'] },
      { type: 'time', id: 'time', t: [60_000_000, 100_000_000] },
      { type: 'keystrokes', id: 'keys', t: [20_000_000, 45_000_000], everywhere: false },
      { type: 'file', id: 'file', path: 'src/match.js' },
      { type: 'url', id: 'url', url: 'http://localhost:8080/search' },
      { type: 'layer', id: 'screen', layer: 'screen' },
      { type: 'layer', id: 'voice', layer: 'voice' },
    ]);
    const copy = at('sample.trace.zip');
    expect(await playhead('redact', SAMPLE, '--plan', file, '-o', copy)).toMatchObject({ code: 0 });
    expect(await playhead('unpack', copy, '-o', at('sample'))).toMatchObject({ code: 0 });
    const manifest = await manifestIn(at('sample'));
    const status = Object.fromEntries(manifest.layers.map((layer) => [layer.id, layer.status]));
    expect(status).toMatchObject({
      screen: 'withheld',
      voice: 'withheld',
      terminal: 'present',
      edits: 'present',
    });
    const files = await contents(at('sample'));
    const all = [...files.values()].map((bytes) => bytes.toString()).join('\n');
    for (const text of [
      'both day fields',
      'npm test',
      'src/match.js b/',
      '8080/search',
      'There it is, line five',
    ])
      expect([text, all.includes(text)]).toEqual([text, false]);
    expect(all).toContain('HEAD -> ');
    const commands = (await readFile(join(SAMPLE, 'layers/commands/commands.jsonl'), 'utf8'))
      .trim()
      .split('\n');
    expect(files.get('layers/commands/commands.jsonl')?.toString().trim().split('\n')).toHaveLength(
      commands.length,
    );
  });
});

describe.skipIf(!hasFfmpeg)('playhead redact: video and sound', () => {
  const VIDEO = 'test/fixtures/video/vfr-h264.mp4';
  const clock = { domain: 'media', native_unit: 's', sync_quality: 'measured' } as const;
  const box = { type: 'region', id: 'box', layer: 'screen', rect: [0, 0, 64, 24], t: [500_000, 1_000_000] };

  const media = async (name: string): Promise<string> =>
    bundle(name, {
      layers: [
        { id: 'screen', kind: 'screen_video', clock, content: await readFile(VIDEO) },
        {
          id: 'voice',
          kind: 'speech_audio',
          clock,
          paths: ['layers/voice/voice.wav'],
          status: 'present',
          format: { name: 'audio/wav', version: null },
        },
      ],
      files: { 'layers/voice/voice.wav': toneWav(4, [0, 4]) },
    });
  /** The picture of each frame, as brightness, and how many bytes that is. */
  const frames = (place: string): Buffer =>
    execFileSync('ffmpeg', [
      '-v',
      'error',
      '-i',
      place,
      '-vf',
      'crop=64:24:0:0:exact=1,format=gray',
      '-fps_mode',
      'passthrough',
      '-f',
      'rawvideo',
      '-',
    ]);
  const samples = (place: string): Float32Array => {
    const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', place, '-ac', '1', '-f', 'f32le', '-'], {
      maxBuffer: 2 ** 26,
    });
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  };
  const loudest = (all: Float32Array, from: number, to: number): number =>
    all
      .slice(Math.round(all.length * (from / 4)), Math.round(all.length * (to / 4)))
      .reduce((most, one) => Math.max(most, Math.abs(one)), 0);

  it('puts solid boxes and silence there, and leaves every frame its time', async () => {
    const original = await media('media');
    const file = await plan('media', [box, { type: 'audio', id: 'name', t: [1_000_000, 2_000_000] }]);
    expect(await playhead('redact', original, '--plan', file, '-o', at('media-copy'))).toMatchObject({
      code: 0,
    });
    const path = 'layers/screen/content.mp4';
    const [before, after] = [await columnsOf(join(original, path)), await columnsOf(at('media-copy', path))];
    expect(after.columns.seconds).toEqual(before.columns.seconds);
    const { seconds } = before.columns;
    const [was, is] = [frames(join(original, path)), frames(at('media-copy', path))];
    expect(is.length).toBe(64 * 24 * seconds.length);
    for (const [index, time] of seconds.entries()) {
      const [old, now] = [was, is].map((all) => all.subarray(index * 64 * 24, (index + 1) * 64 * 24));
      const ends = seconds[index + 1] ?? Infinity;
      const isHidden = time < 1 && ends > 0.5;
      // A bar code: half of it is white.
      expect([index, (now ?? []).some((value) => value > 20)]).toEqual([index, !isHidden]);
      if (!isHidden)
        expect((old ?? []).every((value, pixel) => Math.abs(value - (now?.[pixel] ?? 999)) < 60)).toBe(true);
    }
    const sound = samples(at('media-copy', 'layers/voice/voice.wav'));
    expect(loudest(sound, 1, 2)).toBe(0);
    expect(loudest(sound, 0.1, 0.8)).toBeGreaterThan(0.4);
    expect(loudest(sound, 2.2, 3.9)).toBeGreaterThan(0.4);
    const { privacy } = await manifestIn(at('media-copy'));
    expect(privacy.redactions).toMatchObject([
      {
        id: 'box',
        method: 'box',
        target: { layer: 'screen', rect: [0, 0, 64, 24], t: [500_000, 1_000_000] },
      },
      { id: 'name', method: 'mute', target: { layer: 'voice' } },
    ]);
    const layer = { id: 'screen', kind: 'screen_video', status: 'present', clock } as Layer;
    const time = { id: 'box', start: 500_000, end: 1_000_000 };
    const work = await mediaWork(
      layer,
      join(original, path),
      [{ id: 'box', rect: [0, 0, 64, 24], time }],
      [],
    );
    expect(await mediaFaults(at('media-copy', path), work)).toEqual([]);
    expect(await mediaFaults(join(original, path), work)).toEqual(['the picture of box']);
  });

  it('says that it needs ffmpeg', async () => {
    const file = await plan('no-ffmpeg', [box]);
    process.env['PATH'] = folder;
    const ran = await playhead('redact', at('media'), '--plan', file, '-o', at('no-ffmpeg'));
    expect(ran).toMatchObject({ code: 1 });
    expect(ran.err).toContain('ffmpeg, which is not installed');
  });
});

describe('playhead scan', () => {
  it('finds secrets and personal data, shows none of them, and redact removes them', async () => {
    const token = `ghp_${'a1B2c3D4e5'.repeat(4)}`;
    const original = await bundle('found', {
      layers: [
        {
          id: 'terminal',
          kind: 'terminal',
          content: `{"version":2,"width":80,"height":5}\n[1,"o","$ curl -H 'x: ${token}' ada@lovelace.dev"]\n`,
        },
      ],
    });
    const ran = await playhead('scan', original);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('a GitHub token');
    expect(ran.out).toContain('an e-mail address');
    expect(ran.out).not.toContain(token);
    const file = await plan('found', [{ type: 'found', id: 'all', rules: ['secrets', 'personal-data'] }]);
    expect(await playhead('redact', original, '--plan', file, '-o', at('found-copy'))).toMatchObject({
      code: 0,
    });
    expect(await playhead('scan', at('found-copy'))).toMatchObject({ code: 0 });
    const cast = await readFile(at('found-copy/layers/terminal/content.cast'), 'utf8');
    expect(cast).toContain(`curl -H 'x: ${'█'.repeat(44)}' ${'█'.repeat(16)}"`);
  });
});
