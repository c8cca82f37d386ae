import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundleDigest } from '../../src/schema/digest.ts';
import type { BundleFile, Manifest } from '../../src/schema/generated/types.ts';
import { keepLayers } from '../../src/share/keep-layers.ts';

const SAMPLE = JSON.parse(readFileSync('public/samples/bug-fix/trace_schema_v2.json', 'utf8')) as Manifest;
const IDS = SAMPLE.layers.map(({ id }) => id);
const LEAVING = { tool: 'playhead', version: '1.0.0', at: '2026-01-01T00:00:00Z' };
const NONE: ReadonlySet<string> = new Set();

const keep = (
  kept: readonly string[],
  { manifest = SAMPLE, referred = NONE }: { manifest?: Manifest; referred?: ReadonlySet<string> } = {},
): Manifest => keepLayers(manifest, new Set(kept), referred, LEAVING);
const paths = ({ files }: Manifest): readonly string[] => files.map(({ path }) => path);
const but = (...gone: readonly string[]): readonly string[] => IDS.filter((id) => !gone.includes(id));

describe('keepLayers', () => {
  it('changes nothing where nothing goes', () => {
    expect(keep(IDS)).toBe(SAMPLE);
    const voiceless: Manifest = {
      ...SAMPLE,
      layers: SAMPLE.layers.map((layer) =>
        layer.id === 'voice' ? { ...layer, status: 'not_captured', paths: [] } : layer,
      ),
    };
    expect(keep(but('voice'), { manifest: voiceless })).toBe(voiceless);
  });

  it('refuses a layer that there is not', () => {
    expect(() => keep(['voices'])).toThrow('no layer voices');
  });

  it('leaves the original as it was', () => {
    const before = JSON.stringify(SAMPLE);
    keep(['voice']);
    expect(JSON.stringify(SAMPLE)).toBe(before);
  });

  it('keeps the repository with all of the code only', () => {
    expect(paths(keep(but('terminal')))).toContain('task/repo.bundle');
    const copy = keep(but('edits'));
    expect(paths(copy)).not.toContain('task/repo.bundle');
    expect(copy.task.repos?.[0]).not.toHaveProperty('bundle_path');
    // The diff is a layer of its own, which is kept.
    expect(paths(copy)).toContain('layers/diff/final.diff');
    expect(keep(but('diff')).task.repos?.[0]).not.toHaveProperty('diff_path');
  });

  it('takes the file of a layer that goes, even where another names it', () => {
    const file = 'layers/terminal/session.cast';
    expect(paths(keep(but('terminal'), { referred: new Set([file, 'layers/lint/run-05.sarif']) }))).toEqual(
      expect.not.arrayContaining([file]),
    );
  });

  it('keeps the hashes of the parts of what is kept, and no others', () => {
    const hashes = (path: string): BundleFile => ({
      path,
      bytes: 32,
      sha256: '0'.repeat(64),
      media_type: 'application/octet-stream',
    });
    const files = SAMPLE.files.map((file) => {
      const list = { 'layers/screen/screen.mp4': 'v.hashes', 'layers/voice/voice.m4a': 'a.hashes' }[
        file.path
      ];
      return list === undefined
        ? file
        : { ...file, chunk_hashes: { path: list, chunk_bytes: 262_144, algorithm: 'sha256' as const } };
    });
    const manifest = { ...SAMPLE, files: [...files, hashes('v.hashes'), hashes('a.hashes')] };
    const kept = paths(keep(but('voice'), { manifest: manifest as Manifest }));
    expect(kept).toContain('v.hashes');
    expect(kept).not.toContain('a.hashes');
  });

  it('says nothing more of what is gone', () => {
    const original: Manifest = {
      ...SAMPLE,
      qc: {
        status: 'passed',
        signoff: null,
        records: [
          {
            checker: 'A',
            role: 'reviewer',
            at: LEAVING.at,
            checklist_version: '1',
            checks: [{ id: 'x', result: 'pass', note: 'npm test was run' }],
            verdict: 'accept',
          },
        ],
      },
      privacy: {
        ...SAMPLE.privacy,
        redactions: [
          {
            id: 'without-commands',
            target: { layer: 'commands', path: 'layers/commands/commands.jsonl' },
            method: 'token',
            category: 'secret',
            by: 'Ann',
            at: LEAVING.at,
          },
        ],
      },
    };
    const copy = keep(but('commands'), { manifest: original });
    expect(copy.layers.find(({ id }) => id === 'commands')).toEqual({
      id: 'commands',
      kind: 'commands',
      status: 'withheld',
      status_note: 'It is not part of this copy.',
      clock: { domain: 'monotonic', native_unit: 'us', sync_quality: 'measured' },
    });
    expect(copy.outcome.criteria.flatMap(({ evidence = [] }) => evidence.map(({ layer }) => layer))).toEqual([
      'tests',
      'tests',
      'lint',
    ]);
    expect(copy.qc).toEqual({ status: 'draft', records: [], signoff: null });
    expect(copy.privacy.redactions.map(({ id, target }) => [id, target])).toEqual([
      ['without-commands', { layer: 'commands' }],
      ['without-commands-2', { layer: 'commands' }],
    ]);
    expect(copy.provenance.chain.at(-1)?.inputs).toEqual([`sha256:${bundleDigest(SAMPLE.files)}`]);
    expect(copy.bundle_id).not.toBe(SAMPLE.bundle_id);
  });
});
