import { readFileSync, existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TraceError } from '../../src/base/errors.ts';
import { bundleDigest } from '../../src/schema/digest.ts';
import type { Manifest } from '../../src/schema/generated/types.ts';
import {
  chainFaults,
  migrate,
  MIGRATIONS,
  SCHEMA_VERSION,
  type Migration,
} from '../../src/schema/migrations/migrate.ts';
import { readManifest } from '../../src/schema/read-manifest.ts';
import { bundleFiles } from '../fixtures/build-bundle.ts';

function manifest(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const files = bundleFiles({ layers: [{ id: 'input', kind: 'input_events', content: '' }] });
  const json = JSON.parse(new TextDecoder().decode(files.get('trace_schema_v2.json'))) as Record<
    string,
    unknown
  >;
  return { ...json, ...changes };
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as TraceError).code;
  }
  return 'none';
}

describe('readManifest', () => {
  it('reads a sound manifest without a word', () => {
    const { manifest: read, problems } = readManifest(manifest(), 'x');
    expect(problems).toEqual([]);
    expect(read.layers.map(({ id }) => id)).toEqual(['input']);
  });

  it.each([
    ['an array', [], 'manifest-foreign'],
    ['another document', { version: 2, width: 80 }, 'manifest-foreign'],
    ['a newer major version', manifest({ schema: { name: 'trace', version: '3.0.0' } }), 'schema-too-new'],
    ['an older major version', manifest({ schema: { name: 'trace', version: '1.4.0' } }), 'schema-too-old'],
    ['no clock', manifest({ clock: undefined }), 'manifest-invalid'],
    ['no layers', manifest({ layers: 'none' }), 'manifest-invalid'],
  ])('stops at %s', (_, json, code) => {
    expect(codeOf(() => readManifest(json, 'x'))).toBe(code);
  });

  it('names both versions when it refuses a newer one', () => {
    expect(() => readManifest(manifest({ schema: { name: 'trace', version: '3.0.0' } }), 'x')).toThrow(
      /3\.0\.0.*2\.3\.0/,
    );
  });

  it('refuses absurd nesting before it recurses', () => {
    let nested: unknown = 1;
    for (let depth = 0; depth < 100_000; depth++) nested = [nested];
    expect(codeOf(() => readManifest(manifest({ 'x-deep': nested }), 'x'))).toBe('manifest-not-json');
  });

  it('goes on without a broken section, and says so', () => {
    const { manifest: read, problems } = readManifest(
      manifest({ outcome: { success: 'yes!' }, task: 7 }),
      'x',
    );
    expect(read.outcome.success).toBe('unknown');
    expect(read.task.title).toBe('Untitled');
    expect(problems.map(({ code }) => code)).toEqual(['manifest-invalid', 'manifest-invalid']);
  });

  it('leaves out a broken layer or file and keeps the others', () => {
    const json = manifest();
    const layers = [
      ...(json['layers'] as unknown[]),
      { id: 'UPPER', kind: 'terminal' },
      (json['layers'] as unknown[])[0],
    ];
    const { manifest: read, problems } = readManifest({ ...json, layers, files: [{ path: '../x' }] }, 'x');
    expect(read.layers).toHaveLength(1);
    expect(read.files).toEqual([]);
    expect(problems).toHaveLength(3);
  });

  it('tells of a hundred broken items, and how many more there are', () => {
    const layers = Array.from({ length: 20_000 }, () => ({ id: 5 }));
    const { manifest: read, problems } = readManifest({ ...manifest(), layers }, 'x');
    expect(read.layers).toEqual([]);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)?.details).toMatchObject({
      pointer: '/layers',
      reason: 'has 19900 more items that break the schema',
    });
  });

  it('counts more unknown keys than a call takes arguments', () => {
    const keys = Array.from({ length: 150_000 }, (_, index) => [`key${index}`, 1] as const);
    const { problems } = readManifest({ ...manifest(), ...Object.fromEntries(keys) }, 'x');
    expect(problems.map(({ details }) => details)).toMatchObject([{ count: 150_000 }]);
  });

  it('keeps and counts unknown keys, and passes x- ones in silence', () => {
    const json = manifest({ future: 1, 'x-ours': 2 });
    (json['clock'] as Record<string, unknown>)['leap'] = true;
    const { manifest: read, problems } = readManifest(json, 'x');
    expect(problems).toMatchObject([{ severity: 'info', code: 'unknown-fields', details: { count: 2 } }]);
    expect((read as unknown as Record<string, unknown>)['future']).toBe(1);
  });

  it('keeps the words that a newer minor version added, and counts them', () => {
    const json = manifest({ schema: { name: 'trace', version: '2.99.0', min_reader: '2.99' } });
    const session = {
      mode: 'dreamt',
      actors: [{ id: 'a', kind: 'subagent' }],
      displays: [{ t: 0, w: 10, h: 10 }],
    };
    const { manifest: read, problems } = readManifest({ ...json, session }, 'x');
    expect(read.session).toEqual(session);
    expect(problems.map(({ code }) => code)).toEqual(['reader-too-old', 'unknown-fields']);
    // In its own version such a word is a mistake.
    expect(readManifest({ ...manifest(), session }, 'x').problems).toMatchObject([
      { code: 'manifest-invalid' },
    ]);
  });

  it('reads a newer minor version', () => {
    expect(readManifest(manifest({ schema: { name: 'trace', version: '2.99.0' } }), 'x').problems).toEqual(
      [],
    );
  });

  it.each(['2.0.0', SCHEMA_VERSION])('reads %s as it is', (version) => {
    const json = manifest({ schema: { name: 'trace', version } });
    const { manifest: read, problems } = readManifest(json, 'x');
    expect(problems).toEqual([]);
    expect(read).toEqual(json);
  });

  it.each([
    ['speech_audio', 'peaks', 'layers/voice/voice.dat'],
    ['screen_video', 'frame_table', 'layers/screen/screen.frames'],
  ])('takes what lies beside a %s layer in its %s, and no path out of the bundle', (kind, field, path) => {
    const clock = { domain: 'media', native_unit: 's', sync_quality: 'assumed' };
    const layer = { id: 'medium', kind, status: 'not_captured', clock };
    const read = (value: unknown) => readManifest(manifest({ layers: [{ ...layer, [field]: value }] }), 'x');
    expect(read(path).problems).toEqual([]);
    expect(read(`../${path}`).problems).toMatchObject([
      { code: 'manifest-invalid', details: { pointer: `/layers/0/${field}`, dropped: true } },
    ]);
  });
});

/** Manifests that were written when their version was the newest. */
describe('the golden manifests', () => {
  it.each(['2.0', '2.1', '2.2'])('of %s reads as it stands: a minor version only adds', (version) => {
    const text = readFileSync(`test/schema/golden/${version}.json`, 'utf8');
    const json = JSON.parse(text) as Record<string, unknown>;
    expect(json['schema']).toMatchObject({ version: `${version}.0` });
    const { manifest: read, problems } = readManifest(json, 'x');
    expect(problems).toEqual([]);
    expect(read).toEqual(JSON.parse(text));
  });
});

describe('the types', () => {
  it('describe what the validators accept', () => {
    // `satisfies` checks the type, readManifest the schema: the same value passes both.
    const json = manifest() as unknown;
    const read = readManifest(json, 'x').manifest satisfies Manifest;
    expect(read).toEqual(json);
  });

  it('accept the sample', () => {
    const path = 'public/samples/bug-fix/trace_schema_v2.json';
    expect(existsSync(path)).toBe(true);
    expect(readManifest(JSON.parse(readFileSync(path, 'utf8')), path).problems).toEqual([]);
  });
});

describe('migrations', () => {
  const step = (from: string, to: string, mark: string): Migration => ({
    from,
    to,
    up: (old) => ({ ...old, [mark]: true, schema: { name: 'trace', version: `${to}.0` } }),
  });

  it('has no gap', () => {
    expect(chainFaults(MIGRATIONS)).toEqual([]);
  });

  it('goes through each step once, and changes nothing in place', () => {
    const chain = [step('2.0', '2.1', 'x-one'), step('2.1', '3.0', 'x-two')];
    const old = Object.freeze({ schema: Object.freeze({ name: 'trace', version: '2.0.0' }) });
    expect(chainFaults(chain, '3.0.0')).toEqual([]);
    expect(migrate(old, 'x', chain, '3.0.0')).toEqual({
      schema: { name: 'trace', version: '3.0.0' },
      'x-one': true,
      'x-two': true,
    });
  });

  it('notices a gap, a loop and an early end', () => {
    expect(chainFaults([step('2.0', '2.1', 'a'), step('2.2', '2.3', 'b')], '2.3.0')).toHaveLength(1);
    expect(chainFaults([step('2.1', '2.0', 'a')], '2.0.0')).toHaveLength(1);
    expect(chainFaults([step('2.0', '2.1', 'a')], '2.2.0')).toHaveLength(1);
    expect(codeOf(() => migrate(manifest(), 'x', [step('2.0', '2.1', 'a')], '2.2.0'))).toBe(
      'migration-missing',
    );
  });
});

describe('bundleDigest', () => {
  const file = { path: 'a', bytes: 1, sha256: 'a'.repeat(64), media_type: 'text/plain' };

  it('depends on every record, not on their order', () => {
    const other = { ...file, path: 'b' };
    expect(bundleDigest([file, other])).toBe(bundleDigest([other, file]));
    expect(bundleDigest([file])).not.toBe(bundleDigest([{ ...file, bytes: 2 }]));
  });
});
