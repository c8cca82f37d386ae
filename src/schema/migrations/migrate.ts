import { TraceError } from '../../base/errors.ts';
import { toVersion21 } from './to-2.1.ts';
import { toVersion22 } from './to-2.2.ts';
import { toVersion23 } from './to-2.3.ts';

/** Turns a manifest of one version into that of the next. Pure: returns a new object, never changes its argument. */
export interface Migration {
  /** `major.minor` that it reads. */
  readonly from: string;
  /** `major.minor` that it makes. */
  readonly to: string;
  up(manifest: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** The schema version that this program reads and writes. */
export const SCHEMA_VERSION = '2.3.0';

/** Oldest first, one file a step; each begins where the one before it ends. */
export const MIGRATIONS: readonly Migration[] = [toVersion21, toVersion22, toVersion23];

/**
 * The manifest as the newest version known would say it. `schema.version` stays the one that its writer named, unless a
 * step sets another: a minor version only adds, so that what is older or newer within a major version passes as it is.
 * A newer major version is refused with `schema-too-new`. Rejects what is no manifest with `manifest-foreign`.
 */
export function migrate(
  manifest: Readonly<Record<string, unknown>>,
  source: string,
  chain: readonly Migration[] = MIGRATIONS,
  newest: string = SCHEMA_VERSION,
): Readonly<Record<string, unknown>> {
  const schema = manifest['schema'] as
    { readonly name?: unknown; readonly version?: unknown } | null | undefined;
  const version = schema?.version;
  if (schema?.name !== 'trace' || typeof version !== 'string')
    throw new TraceError('manifest-foreign', { source });
  const found = parseVersion(version);
  const known = parseVersion(newest);
  if (!found || !known) throw new TraceError('manifest-foreign', { source });
  if (found.major > known.major)
    throw new TraceError('schema-too-new', { found: version, supported: newest });

  let current = manifest;
  let at = `${found.major}.${found.minor}`;
  const goal = `${known.major}.${known.minor}`;
  while (at !== goal && isBefore(at, goal)) {
    const step = chain.find(({ from }) => from === at);
    if (!step) {
      if (found.major < known.major)
        throw new TraceError('schema-too-old', { found: version, supported: newest });
      throw new TraceError('migration-missing', { from: at, to: goal });
    }
    current = step.up(current);
    at = step.to;
  }
  return current;
}

/** Gaps, loops and backward steps of a chain, in words; empty for a sound one. */
export function chainFaults(chain: readonly Migration[], newest: string = SCHEMA_VERSION): readonly string[] {
  const faults: string[] = [];
  chain.forEach(({ from, to }, index) => {
    if (!isBefore(from, to)) faults.push(`${from} → ${to} does not go forward`);
    const next = chain[index + 1];
    if (next && next.from !== to) faults.push(`nothing leads from ${to} to ${next.from}`);
  });
  const last = chain.at(-1);
  const goal = newest.split('.').slice(0, 2).join('.');
  if (last && last.to !== goal) faults.push(`the chain ends at ${last.to}, not at ${goal}`);
  return faults;
}

/** True where `version` (`major.minor` or longer) is above the one that this program reads. */
export function isNewer(version: string, newest: string = SCHEMA_VERSION): boolean {
  return isBefore(newest, version);
}

function parseVersion(version: string): { readonly major: number; readonly minor: number } | undefined {
  const match = /^(\d+)\.(\d+)(?:\.\d+)?$/.exec(version);
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : undefined;
}

function isBefore(left: string, right: string): boolean {
  const a = parseVersion(left);
  const b = parseVersion(right);
  if (!a || !b) return false;
  return a.major < b.major || (a.major === b.major && a.minor < b.minor);
}
