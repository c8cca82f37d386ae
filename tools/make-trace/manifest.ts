/** The manifest of a made trace: it says of everything that it is made. */
import type { BundleFile, Layer, Manifest } from '../../src/schema/generated/types.ts';
import { SCHEMA_VERSION } from '../../src/schema/migrations/migrate.ts';
import { bundleUuid } from '../../src/schema/digest.ts';
import type { Step } from '../../src/cli/companions.ts';
import type { TraceOptions } from './options.ts';
import type { WorkspaceResult } from './workspace.ts';
import { SECOND, type Burst } from './session.ts';

/** Trace time 0 on the wall clock, in milliseconds since 1970. */
export const WALL_ORIGIN = Date.UTC(2026, 10, 23, 2, 48, 36);
/** Trace time 0 on the machine's own clock, in microseconds. */
export const MONOTONIC_ORIGIN = 5_000_000_000;
export const ACTOR = 'engineer';
const TOOL = { name: 'make-trace', version: '1' } as const;
const CLOCK_METHOD = 'made together with the trace';
const PHASES = ['reproduce', 'find the cause', 'change', 'test', 'clean up'];

/** Clocks of layers, by what their times count. */
export const CLOCKS = {
  monotonic: clock('monotonic', 'us', MONOTONIC_ORIGIN),
  media: clock('media', 's', 0),
  wall: clock('wall', 'ms', WALL_ORIGIN),
  none: { domain: 'order_only', native_unit: 'none', sync_quality: 'order_only' },
} as const satisfies Readonly<Record<string, Layer['clock']>>;

function clock(
  domain: 'monotonic' | 'media' | 'wall',
  unit: 'us' | 's' | 'ms',
  native: number,
): Layer['clock'] {
  const point = { native, trace_us: 0, uncertainty_us: 0, method: CLOCK_METHOD };
  return { domain, native_unit: unit, sync_quality: 'measured', map: [point] };
}

export interface ManifestParts {
  readonly options: TraceOptions;
  readonly duration: number;
  readonly bursts: readonly Burst[];
  readonly layers: readonly Layer[];
  readonly files: readonly BundleFile[];
  readonly workspace: WorkspaceResult;
  readonly steps: readonly Step[];
  /** Paths in the bundle. */
  readonly statement: string;
  readonly diff: string;
}

export function manifestOf(parts: ManifestParts): Manifest {
  const { options, duration, bursts, layers, files, workspace, steps, statement, diff } = parts;
  const active = bursts.reduce((sum, { start, end }) => sum + end - start, 0);
  const phase = Math.floor(duration / PHASES.length);
  return {
    schema: { name: 'trace', version: SCHEMA_VERSION, min_reader: '2.0', profile: 'script' },
    bundle_id: bundleUuid(files),
    clock: {
      unit: 'us',
      origin: { wall_utc: new Date(WALL_ORIGIN).toISOString(), wall_uncertainty_us: 0, time_shifted: false },
      duration,
      sync_quality: 'measured',
    },
    session: {
      mode: 'synthetic',
      actors: [{ id: ACTOR, kind: 'script', pseudonym: 'Dev' }],
      displays: [{ t: 0, display_id: '0', w: options.width, h: options.height, scale: 1, origin: [0, 0] }],
    },
    task: {
      family: 'bug_fix',
      title: `A made session of ${lengthOf(options.hours)}, seed ${options.seed}`,
      statement_path: statement,
      repos: [
        {
          name: 'ledger',
          url: null,
          base_commit: workspace.baseCommit,
          head_commit: workspace.headCommit,
          diff_path: diff,
        },
      ],
      criteria: [{ id: 'tests-pass', text: 'All tests pass.', check: 'test', command: 'npm test' }],
    },
    layers: [...layers],
    files: [...files],
    outcome: {
      completion: 'completed',
      success: 'partly_met',
      time_to_completion_us: duration,
      active_us: Math.round(active),
      phases: PHASES.map((name, index) => ({
        name,
        t_start: index * phase,
        t_end: Math.min(duration, (index + 1) * phase),
      })),
      criteria: [
        { id: 'tests-pass', result: 'unknown', evidence: [{ path: diff, note: 'what was changed' }] },
      ],
      blockers: [
        {
          t: phase,
          kind: 'knowledge',
          text: 'The rule stands nowhere.',
          resolved_t: phase + 30 * SECOND < duration ? phase + 30 * SECOND : null,
        },
      ],
    },
    provenance: {
      producer: TOOL,
      capture: [
        {
          ...TOOL,
          layers: layers.map(({ id }) => id),
          note: 'nothing was recorded: all of it is made by chance from a seed',
        },
      ],
      chain: [...steps],
      notes: [`Made with seed ${options.seed}: pictures, sound and words show nothing that ever happened.`],
    },
    privacy: { consent: [], redactions: [], scan: [] },
    qc: { status: 'draft', records: [], signoff: null },
  };
}

function lengthOf(hours: number): string {
  return hours < 1 ? `${Math.round(hours * 60)} min` : `${hours} h`;
}
