import { TraceError, type Problem } from '../base/errors.ts';
import { isNewer, migrate, SCHEMA_VERSION } from './migrations/migrate.ts';
import type { BundleFile, Layer, Manifest } from './generated/types.ts';
import * as validators from './generated/validators.js';
import { checkRecord, type Violation } from './check.ts';

export interface ReadManifest {
  readonly manifest: Manifest;
  readonly problems: readonly Problem[];
}

/** Nested deeper than this, a manifest is refused: no honest one is. */
const MAX_DEPTH = 64;

/** Broken items of a list that are told of one by one; of more, how many there are. */
const MAX_TOLD = 100;

/** What stands in for a section that is missing or broken: everything unknown, nothing claimed. */
const PLACEHOLDERS = {
  session: { mode: 'reconstructed', actors: [{ id: 'unknown', kind: 'human' }] },
  task: { family: 'x-unknown', title: 'Untitled', criteria: [] },
  outcome: {
    completion: 'unknown',
    success: 'unknown',
    time_to_completion_us: null,
    criteria: [],
    blockers: [],
  },
  provenance: { producer: { name: 'unknown', version: null }, capture: [], chain: [] },
  privacy: { consent: [], redactions: [], scan: [] },
  qc: { status: 'draft', records: [], signoff: null },
} as const;

/**
 * The manifest from its parsed JSON, upgraded to the newest schema. Only a missing or newer schema version, a clock
 * without duration, or missing lists of layers and files stop it; any other broken section is replaced by one that
 * says "unknown", and becomes a problem. Unknown keys are kept and counted. `source`: the bundle's name, for errors.
 */
export function readManifest(json: unknown, source: string): ReadManifest {
  if (!isObject(json)) throw new TraceError('manifest-foreign', { source });
  if (depthOf(json) > MAX_DEPTH)
    throw new TraceError('manifest-not-json', { source, reason: `nested deeper than ${MAX_DEPTH} levels` });
  const upgraded = migrate(json, source);
  const problems: Problem[] = [];
  const drift: string[] = [];
  const { version, min_reader: minReader } = upgraded['schema'] as { version: string; min_reader?: unknown };
  const newer = isNewer(version);
  if (typeof minReader === 'string' && isNewer(minReader)) {
    const details = { found: version, needs: minReader, supported: SCHEMA_VERSION };
    problems.push({ severity: 'warning', code: 'reader-too-old', details });
  }

  const check = (section: keyof typeof validators, pointer: string, value: unknown): readonly Violation[] => {
    const { violations, unknown } = checkRecord(validators[section], value, newer);
    for (const key of unknown) drift.push(`${pointer}${key}`);
    return violations;
  };
  const report = (pointer: string, violation: Violation, dropped: boolean): void => {
    const details = { pointer: pointer + violation.pointer, reason: violation.reason, dropped };
    problems.push({ severity: dropped ? 'error' : 'warning', code: 'manifest-invalid', details });
  };

  for (const section of ['schema', 'clock'] as const) {
    const [first] = check(`manifest_${section}`, `/${section}`, upgraded[section]);
    if (first)
      throw new TraceError('manifest-invalid', {
        pointer: `/${section}${first.pointer}`,
        reason: first.reason,
        dropped: false,
      });
  }
  const keepValid = (
    name: 'layers' | 'files',
    section: 'manifest_layer' | 'manifest_file',
  ): readonly unknown[] => {
    const list = upgraded[name];
    if (!Array.isArray(list))
      throw new TraceError('manifest-invalid', {
        pointer: `/${name}`,
        reason: 'must be an array',
        dropped: false,
      });
    let broken = 0;
    const valid = list.filter((item: unknown, index) => {
      const [first] = check(section, `/${name}/${index}`, item);
      if (first) broken += 1;
      if (first && broken <= MAX_TOLD) report(`/${name}/${index}`, first, true);
      return !first;
    });
    if (broken > MAX_TOLD) {
      const reason = `has ${broken - MAX_TOLD} more items that break the schema`;
      report('', { pointer: `/${name}`, reason, keyword: 'items' }, true);
    }
    return valid;
  };
  const sections = Object.entries(PLACEHOLDERS).map(([name, placeholder]) => {
    const [first] = check(`manifest_${name as keyof typeof PLACEHOLDERS}`, `/${name}`, upgraded[name]);
    if (first) report(`/${name}`, first, true);
    return [name, first ? placeholder : upgraded[name]] as const;
  });

  const layers = uniqueLayers(keepValid('layers', 'manifest_layer') as readonly Layer[], problems);
  const files = keepValid('files', 'manifest_file') as readonly BundleFile[];
  const known = new Set([
    'schema',
    'bundle_id',
    'supersedes',
    'clock',
    'layers',
    'files',
    ...Object.keys(PLACEHOLDERS),
  ]);
  for (const key of Object.keys(upgraded))
    if (!known.has(key) && !key.startsWith('x-')) drift.push(`/${key}`);
  if (drift.length > 0) {
    const details = { where: 'the manifest', count: drift.length, examples: drift.slice(0, 5) };
    problems.push({ severity: 'info', code: 'unknown-fields', details });
  }
  // Each section was checked by its own validator just above; keys that are not known stay in place.
  return {
    manifest: { ...upgraded, ...Object.fromEntries(sections), layers, files } as unknown as Manifest,
    problems,
  };
}

function uniqueLayers(layers: readonly Layer[], problems: Problem[]): readonly Layer[] {
  const seen = new Set<string>();
  return layers.filter((layer) => {
    const fresh = !seen.has(layer.id);
    seen.add(layer.id);
    if (!fresh) {
      const details = {
        pointer: `/layers (${layer.id})`,
        reason: 'another layer has the same id',
        dropped: true,
      };
      problems.push({ severity: 'error', code: 'manifest-invalid', details });
    }
    return fresh;
  });
}

/** How deep a parsed JSON value is nested, as far as `MAX_DEPTH + 1`; iterative, so that a hostile depth cannot overflow the stack. */
function depthOf(json: unknown): number {
  let level: object[] = isNested(json) ? [json] : [];
  let depth = 0;
  while (level.length > 0 && depth <= MAX_DEPTH) {
    const next: object[] = [];
    for (const value of level)
      for (const inner of Object.values(value) as readonly unknown[]) if (isNested(inner)) next.push(inner);
    level = next;
    depth += 1;
  }
  return depth;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
