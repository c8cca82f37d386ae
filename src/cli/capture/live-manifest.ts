/** The manifest of a live capture. What nobody said is unknown. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MANIFEST_PATH } from '../../bundle/bundle-source.ts';
import type { Layer, Manifest, SyncQuality } from '../../schema/generated/types.ts';
import { SCHEMA_VERSION } from '../../schema/migrations/migrate.ts';
import { isMissing } from '../fs-bundle.ts';
import { version } from '../version.ts';
import type { BundleFiles } from './bundle-files.ts';
import { pauseReason, type CaptureTimes } from './capture-times.ts';
import { beginningOf, type JournalEntry } from './journal.ts';

/** Best first; the clock of the trace is as good as its worst layer. */
const SYNC_ORDER: readonly SyncQuality[] = ['measured', 'estimated', 'assumed', 'order_only'];
/** Layers without times that stand beside any clock. */
const UNTIMED = 'file_diffs';
const WALL_UNCERTAINTY = 2_000;
const BROWSER_NOTE =
  'Of the browser, what was typed into password fields is left out; of its requests, bodies, cookies and headers with which somebody is let in.';

/** All that the manifest says of the session. */
export interface LiveSession {
  readonly layers: readonly Layer[];
  readonly duration: number;
  readonly hasDied: boolean;
  readonly times: CaptureTimes;
  readonly size: { readonly width: number; readonly height: number } | undefined;
  readonly head: string | null;
  readonly diffPath: string | undefined;
}

export function liveManifest(
  entries: readonly JournalEntry[],
  session: LiveSession,
  files: BundleFiles,
): Manifest {
  const { layers, duration, times, hasDied, size, head, diffPath } = session;
  const began = beginningOf(entries, '');
  const { config, tools, base } = began;
  const present = layers.filter(({ status }) => status === 'present');
  const worst = Math.max(
    0,
    ...present
      .filter(({ kind }) => kind !== UNTIMED)
      .map(({ clock }) => SYNC_ORDER.indexOf(clock.sync_quality)),
  );
  const pauses = times.pauses(duration);
  const kit = { name: 'playhead', version: version() };
  return {
    schema: { name: 'trace', version: SCHEMA_VERSION, min_reader: '2.0', profile: 'human' },
    bundle_id: randomUUID(),
    clock: {
      unit: 'us',
      origin: {
        wall_utc: new Date(began.wall / 1000).toISOString(),
        wall_uncertainty_us: WALL_UNCERTAINTY,
        time_shifted: false,
      },
      duration,
      sync_quality: SYNC_ORDER[worst] ?? 'assumed',
      ...(pauses.length > 0 && {
        'x-pauses': pauses.map(({ start, end, reason }) => ({
          t: [start, end],
          ...(reason !== undefined && { reason }),
        })),
      }),
    },
    session: {
      mode: 'live',
      actors: [
        { id: 'person', kind: 'human' },
        { id: 'recorder', kind: 'environment', pseudonym: 'Recorder' },
      ],
      environment: { os: osName(), arch: process.arch, tools: { ...tools, node: process.versions.node } },
      ...(size && {
        displays: [
          {
            t: 0,
            display_id: '0',
            w: size.width,
            h: size.height,
            origin: [config.screen.x, config.screen.y],
          },
        ],
      }),
    },
    task: {
      family: config.family,
      title: config.title,
      ...(base !== null &&
        config.layers.edits && {
          repos: [
            {
              ...{ name: basename(config.workTree), base_commit: base, head_commit: head },
              ...(diffPath !== undefined && { diff_path: diffPath }),
            },
          ],
        }),
      criteria: [],
    },
    layers: [...layers],
    files: [...files.all],
    outcome: {
      ...{ completion: 'unknown', success: 'unknown', time_to_completion_us: null },
      ...{ criteria: [], blockers: [] },
    },
    provenance: {
      producer: kit,
      capture: [
        { ...kit, layers: present.map(({ id }) => id), note: 'playhead capture, of a person at work' },
        ...Object.entries(tools).map(([name, found]) => ({ name, version: found, layers: [] })),
      ],
      chain: [
        {
          ...{ step: 'capture', tool: kit.name, tool_version: kit.version },
          at: new Date(began.wall / 1000).toISOString(),
          ...{ inputs: [], outputs: present.map(({ id }) => id) },
          note: 'all recorders on one machine clock; the video and the sound were coded anew, their times as they were',
        },
      ],
      notes: [
        ...(hasDied
          ? [
              'The capture was cut off: nobody ended it. The bundle was made of what its recorders had written until then.',
            ]
          : []),
        ...pauses.map((pause) => `${pauseReason(pause)} Nothing is there of it.`),
        'A black picture stands where the screen was not recorded.',
        ...(present.some(({ kind }) => kind === 'network') ? [BROWSER_NOTE] : []),
      ],
    },
    privacy: { consent: [], redactions: [], scan: [] },
    qc: { status: 'draft', records: [], signoff: null },
  };
}

export function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  return writeFile(join(folder, MANIFEST_PATH), `${JSON.stringify(manifest, null, 2)}\n`);
}

function osName(): string {
  try {
    const text = readFileSync('/etc/os-release', 'utf8');
    return /PRETTY_NAME="(.*)"/.exec(text)?.[1] ?? 'Linux';
  } catch (error) {
    if (isMissing(error)) return 'Linux';
    throw error;
  }
}
