/** What `playhead export` makes: all that a client is to have, and nothing else. The viewer here is a stand-in. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportWith } from '../../src/cli/export.ts';
import { fromBase64 } from '../../src/base/base64.ts';
import { blobBytes } from '../../src/bundle/byte-source.ts';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import { zipBundle } from '../../src/bundle/zip-bundle.ts';
import { plainOutput } from '../../src/cli/plain-output.ts';
import { asTraceError } from '../../src/base/errors.ts';
import { bundleIdOf } from '../../src/review/review.ts';
import { parseReview, writeReview } from '../../src/review/review-file.ts';
import { bundleDigest, bundleUuid } from '../../src/schema/digest.ts';
import type { ClientFile, Manifest } from '../../src/schema/generated/types.ts';
import { parseClient } from '../../src/share/client-file.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { playhead, scratch } from './helpers.ts';

const SAMPLE = resolve('public/samples/bug-fix');
const PAGE = '<head><meta name="viewport" /><title>Playhead</title></head><body><div id="root"></div></body>';
const TEMPLATE = '<title>Playhead</title><p>before</p><!--playhead:data--><p>after</p>';

let folder: string;
const at = (...parts: readonly string[]): string => join(folder, ...parts);

async function exported(
  ...args: readonly string[]
): Promise<{ readonly out: readonly string[]; readonly err: readonly string[]; readonly failed?: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const output = plainOutput({ print: (line) => void out.push(line), warn: (line) => void err.push(line) });
  try {
    await exportWith(at('app')).run(args, output);
    return { out, err };
  } catch (error) {
    return { out, err, failed: asTraceError(error).code + (error as Error).message };
  }
}

beforeAll(async () => {
  folder = await scratch();
  for (const name of ['assets', 'samples', 'schema', 'icons'])
    await mkdir(at('app', name), { recursive: true });
  for (const [name, text] of Object.entries({
    'index.html': PAGE,
    'single.html': TEMPLATE,
    'assets/a.js': 'a',
    'assets/a.js.map': '{}',
    'samples/s.json': '{}',
    'schema/s.json': '{}',
    'icons/i.svg': '<svg/>',
  }))
    await writeFile(at('app', name), text);
});

const sample = JSON.parse(await readFile(join(SAMPLE, MANIFEST_PATH), 'utf8')) as Manifest;

/** What a zip holds, unpacked. */
async function contentOf(
  zip: Uint8Array<ArrayBuffer>,
): Promise<{ manifest: Manifest; files: Map<string, Buffer> }> {
  const source = await zipBundle(blobBytes(new Blob([zip]), 'x'));
  const { bundle } = await openTrace(source);
  const files = new Map<string, Buffer>();
  for (const path of [MANIFEST_PATH, ...bundle.files.keys()])
    files.set(path, Buffer.from(await (await source.open(path)).bytes()));
  return { manifest: JSON.parse(String(files.get(MANIFEST_PATH))) as Manifest, files };
}

describe('playhead export', () => {
  it('makes a folder of the viewer and the trace as it is', async () => {
    const { out, err } = await exported(SAMPLE, '-o', at('plain'), '--title', 'A <fix>', '--from', 'Us');
    expect({ out, err }).toEqual({ out: [at('plain')], err: [] });
    expect((await readdir(at('plain'), { recursive: true })).sort()).toEqual([
      'assets',
      'assets/a.js',
      'client.json',
      'icons',
      'icons/i.svg',
      'index.html',
      'trace.trace.zip',
    ]);
    const page = await readFile(at('plain', 'index.html'), 'utf8');
    expect(page).toContain('<meta name="playhead-client" content="client.json" />');
    expect(page).toContain('<title>A &lt;fix&gt;</title>');
    const client = parseClient(await readFile(at('plain', 'client.json'), 'utf8'), 'client.json');
    expect(client).toEqual({
      schema: { name: 'playhead-client', version: 1 },
      title: 'A <fix>',
      from: 'Us',
      trace: 'trace.trace.zip',
    } satisfies ClientFile);
    const { files } = await contentOf(await bytes(at('plain', 'trace.trace.zip')));
    expect(String(files.get(MANIFEST_PATH))).toBe(await readFile(join(SAMPLE, MANIFEST_PATH), 'utf8'));
    expect(files.size).toBe(sample.files.length + 1);
    expect((await exported(SAMPLE, '-o', at('plain'))).failed).toContain('is not empty');
  });

  it('leaves layers out of the bytes, and says so', async () => {
    const without = ['terminal', 'commands', 'edits', 'diff', 'browser'];
    const { err } = await exported(SAMPLE, '-o', at('less'), '--without', without.join(','));
    expect(err).toEqual([]);
    const { manifest, files } = await contentOf(await bytes(at('less', 'trace.trace.zip')));
    const paths = [...files.keys()];
    for (const gone of [/^blobs/, /^layers\/(?:terminal|commands|edits|diff|browser)\//, /repo\.bundle$/])
      expect(paths.filter((path) => gone.test(path))).toEqual([]);
    // What the layers that are kept name is there.
    expect(paths).toEqual(
      expect.arrayContaining([
        'layers/tests/run-03.xml',
        'layers/lint/run-05.sarif',
        'layers/screen/screen.frames',
        'layers/voice/voice.dat',
        'task/statement.md',
      ]),
    );
    expect(manifest.layers.filter(({ status }) => status === 'withheld').map(({ id }) => id)).toEqual(
      [...without].sort((a, b) => place(a) - place(b)),
    );
    expect(manifest.privacy.redactions.map(({ target, method }) => [target.layer, method])).toEqual(
      manifest.layers.filter(({ status }) => status === 'withheld').map(({ id }) => [id, 'drop']),
    );
    expect(manifest.bundle_id).toBe(bundleUuid(manifest.files));
    expect(manifest.provenance.chain.at(-1)).toMatchObject({
      step: 'redact',
      inputs: [`sha256:${bundleDigest(sample.files)}`],
      outputs: [`sha256:${bundleDigest(manifest.files)}`],
    });
    const words = await wordsOnlyOf(sample.files.filter(({ path }) => !files.has(path)));
    expect(words.length).toBeGreaterThan(300);
    const copy = [...files]
      .filter(([path]) => !/\.(?:mp4|m4a|dat|frames)$/.test(path))
      .map(([, content]) => String(content));
    expect(words.filter((word) => copy.some((text) => text.includes(word)))).toEqual([]);
    const check = await playhead('validate', at('less', 'trace.trace.zip'), '--strict');
    expect(check).toMatchObject({ code: 0, err: '' });
  });

  it('puts all of it into one file, whose data run nowhere', async () => {
    await writeFile(
      at('client.json'),
      JSON.stringify({
        schema: { name: 'playhead-client', version: 1 },
        title: '</script><b>',
        layers: ['voice', 'transcript'],
        tour: [{ time: 61.5, title: 'Look', panes: ['voice'] }],
      }),
    );
    const { failed } = await exported(
      SAMPLE,
      '--single',
      '--client',
      at('client.json'),
      '-o',
      at('one.html'),
    );
    expect(failed).toBeUndefined();
    const html = await readFile(at('one.html'), 'utf8');
    expect(html.startsWith('<title>&lt;/script&gt;&lt;b&gt;</title><p>before</p>')).toBe(true);
    expect(html.endsWith('<p>after</p>')).toBe(true);
    const blocks = [...html.matchAll(/<script ([^>]*)>([^<]*)<\/script>/g)];
    expect(html.split('<script').length - 1).toBe(blocks.length);
    const [client, ...parts] = blocks.map(([, , text = '']) => text);
    expect(JSON.parse(client ?? '')).toMatchObject({
      title: '</script><b>',
      layers: ['voice', 'transcript'],
    });
    const zip = Buffer.concat(parts.map((part) => fromBase64(part) ?? Buffer.of()));
    const { manifest, files } = await contentOf(new Uint8Array(zip));
    expect([...files.keys()].sort()).toEqual([
      'layers/transcript/voice.vtt',
      'layers/voice/voice.dat',
      'layers/voice/voice.m4a',
      'task/statement.md',
      MANIFEST_PATH,
    ]);
    expect(manifest.layers.filter(({ status }) => status === 'present').map(({ id }) => id)).toEqual([
      'voice',
      'transcript',
    ]);
    expect((await exported(SAMPLE, '--single', '--layers', 'voice', '-o', at('one.html'))).failed).toContain(
      'exists already',
    );
  });

  it('carries reviews of this trace only, and binds them to the copy', async () => {
    const event = {
      id: '7d2f3a34-7f0b-4c3c-9f2b-0d1f0f6f2b11',
      clock: 1,
      at: '2026-01-01T00:00:00Z',
      by: 'Ann',
      kind: 'comment' as const,
      target: { kind: 'moment' as const, time_us: 5 },
      text: 'Here',
    };
    const bundleId = bundleIdOf(sample);
    await writeFile(at('own.review.json'), writeReview({ bundleId, events: [event] }));
    await writeFile(
      at('foreign.review.json'),
      writeReview({ bundleId: `sha256:${'0'.repeat(64)}`, events: [] }),
    );
    const args = [SAMPLE, '-o', at('reviewed'), '--layers', 'voice', '--review'];
    expect((await exported(...args, at('foreign.review.json'))).failed).toContain('review-foreign');
    const { err } = await exported(...args, at('own.review.json'));
    expect(err.join()).toContain('carried whole');
    const { manifest } = await contentOf(await bytes(at('reviewed', 'trace.trace.zip')));
    const review = parseReview(await readFile(at('reviewed', 'trace.review.json'), 'utf8'), 'x');
    expect(review).toEqual({ bundleId: bundleIdOf(manifest), events: [event] });
  });

  it.each([
    [['--layers', 'nothing'], 'client-invalid'],
    [['--panes', 'nothing'], 'client-invalid'],
    [['--without', 'nothing'], 'bad-arguments'],
    [['--without', 'voice', '--layers', 'voice'], 'bad-arguments'],
    [['--title', 'a\nb'], 'client-invalid'],
  ])('refuses %j, and leaves nothing behind', async (args, code) => {
    const { failed } = await exported(SAMPLE, '-o', at('never'), ...args);
    expect(failed).toContain(code);
    expect(await readdir(folder)).not.toContain('never');
  });

  it('refuses a trace whose bytes are not those that were recorded', async () => {
    await exported(SAMPLE, '-o', at('whole'), '--layers', 'voice');
    const zip = at('whole', 'trace.trace.zip');
    expect(await playhead('unpack', zip, '-o', at('damaged'))).toMatchObject({ code: 0 });
    const path = at('damaged', 'layers', 'voice', 'voice.m4a');
    const voice = await readFile(path);
    voice[1000] = (voice[1000] ?? 0) ^ 1;
    await writeFile(path, voice);
    expect((await exported(at('damaged'), '-o', at('never'))).failed).toContain('artifact-hash');
    expect(await readdir(folder)).not.toContain('never');
  });
});

/** Long words of these texts that stand in no other file of the sample, nor in what its manifest says of the task. */
async function wordsOnlyOf(gone: readonly { readonly path: string }[]): Promise<readonly string[]> {
  const paths = new Set(gone.map(({ path }) => path));
  const kept = sample.files.filter(
    ({ path, media_type: type }) => !paths.has(path) && !/^(?:video|audio)/.test(type),
  );
  const known = [JSON.stringify(sample.task), JSON.stringify(sample.files.map(({ path }) => path))];
  for (const { path } of kept) known.push(await readFile(join(SAMPLE, path), 'latin1'));
  const words = new Set<string>();
  for (const path of paths)
    for (const [word] of (await readFile(join(SAMPLE, path), 'latin1')).matchAll(/[\w:./-]{9,}/g))
      words.add(word);
  return [...words].filter((word) => !known.some((text) => text.includes(word)));
}

function place(id: string): number {
  return sample.layers.findIndex((layer) => layer.id === id);
}

async function bytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(path));
}
