import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { frameTableStep } from '../../src/cli/frame-table-companion.ts';
import { outlineStep } from '../../src/cli/sound-outline.ts';
import { SCHEMA_VERSION } from '../../src/schema/migrations/migrate.ts';
import { HOME } from '../record/account.ts';
import { SCREEN } from '../record/desktop.ts';
import { packageVersion } from '../record/process.ts';
import type { Recording } from '../recording.ts';
import { AUTHOR } from '../review/branch.ts';
import type { Scenario } from '../scenario.ts';
import { agentActors } from './agents.ts';
import { ENCODE } from './audio.ts';
import { criterionResult, successOf } from './criteria.ts';
import { readInput } from '../../src/cli/capture/input-events.ts';
import { approval } from './review.ts';
import type { Layer, Measurements } from './layers.ts';
import { repositoryRecords } from './repositories.ts';
import { TRANSCODE } from './video.ts';
import type { WallClock } from './wall.ts';
import type { BundleWriter } from './writer.ts';

const KIT = { name: 'playhead-capture', version: '1.0.0' } as const;
const ACTOR = 'engineer';
const IDLE_US = 3_000_000;
const REVIEW_NOTE =
  'The agent is a script, too: its commits and replies were written beforehand; they were applied, tested and pushed when changes were requested.';
const AGENTS_NOTE =
  'The agents are programs that follow written plans, without a language model: what they run and write is real, what they say was written beforehand.';

interface Tool {
  readonly name: string;
  readonly version: string | null;
  readonly layers: readonly string[];
}

/** Puts the manifest together: the only index of the bundle. */
export async function manifest(
  scenario: Scenario,
  recording: Recording,
  layers: readonly Layer[],
  measured: Measurements,
  writer: BundleWriter,
  bundleId: string,
): Promise<object> {
  const { base, startUs, endUs, at } = recording;
  const tools = await captureTools(layers);
  const repos = await repositoryRecords(recording, writer);
  const statement = writer.write('task/statement.md', readFileSync(join(HOME, scenario.statement)));
  const duration = endUs - startUs;
  const origin = new Date(measured.wall.originUs / 1000).toISOString();
  const versions = Object.fromEntries(tools.map(({ name, version }) => [name, version ?? 'unknown']));
  return {
    schema: { name: 'trace', version: SCHEMA_VERSION, min_reader: '2.0', profile: 'script' },
    bundle_id: bundleId,
    supersedes: null,
    clock: {
      unit: 'us',
      origin: {
        wall_utc: origin,
        wall_uncertainty_us: 1000 + Math.abs(Math.round(measured.wall.driftUs)),
        local_zone: 'Etc/UTC',
        time_shifted: false,
      },
      duration,
      sync_quality: 'measured',
    },
    session: {
      mode: 'replayed',
      actors: [
        { id: ACTOR, kind: 'script', pseudonym: 'Dev' },
        ...(scenario.review ? [{ id: AUTHOR, kind: 'script', pseudonym: 'Agent' }] : []),
        ...agentActors(recording),
      ],
      environment: {
        os: osName(),
        arch: process.arch,
        tools: { ...versions, node: process.versions.node },
      },
      displays: [{ t: 0, display_id: '0', w: SCREEN.w, h: SCREEN.h, scale: 1, rotation: 0, origin: [0, 0] }],
    },
    task: {
      family: scenario.family,
      title: scenario.title,
      statement_path: statement,
      repos,
      criteria: scenario.criteria.map(({ id, text, check, command }) => ({ id, text, check, command })),
    },
    layers,
    files: writer.files,
    outcome: outcome(scenario, recording, measured.wall),
    provenance: {
      producer: KIT,
      capture: [
        { ...KIT, layers: layers.map(({ id }) => id), note: 'drives the session, and runs the recorders' },
        ...tools,
      ],
      chain: [
        chainStep(
          'capture',
          KIT.name,
          KIT.version,
          at,
          [],
          ['screen.nut', 'voice.s16le', 'session.cast', 'input.txt'],
          'all recorders on one machine clock',
        ),
        chainStep(
          'transcode',
          'ffmpeg',
          versions['ffmpeg'] ?? null,
          null,
          ['screen.nut'],
          ['layers/screen/screen.mp4'],
          TRANSCODE.join(' '),
        ),
        frameTableStep('layers/screen/screen.mp4', 'layers/screen/screen.frames'),
        chainStep(
          'transcode',
          'ffmpeg',
          versions['ffmpeg'] ?? null,
          null,
          ['voice.s16le'],
          ['layers/voice/voice.m4a'],
          ENCODE.join(' '),
        ),
        outlineStep('layers/voice/voice.m4a', 'layers/voice/voice.dat', versions['ffmpeg'] ?? null),
        chainStep(
          'thin',
          KIT.name,
          KIT.version,
          null,
          ['input.txt'],
          ['layers/input/input-events.jsonl'],
          'pointer moves to at most 60 a second',
        ),
      ],
      notes: [
        'The actor is a script: it moves a real pointer and presses real keys in real programs; their screens, output, files and exit codes are recorded as they happened.',
        'The voice is synthetic (espeak-ng), heard and recorded live while the work went on; its words were written beforehand.',
        'The bar along the bottom of the screen belongs to the recorder: its black and white cells carry the trace time of every frame.',
        ...(scenario.review ? [REVIEW_NOTE] : []),
        ...(scenario.notes ?? []),
        ...((recording.trajectories ?? []).length > 0 ? [AGENTS_NOTE] : []),
      ],
    },
    privacy: { consent: [], redactions: [], scan: [], contains: [] },
    qc: { status: 'draft', records: [], signoff: null },
    'x-capture': { base_message: scenario.baseMessage, base },
  };
}

/** How it ended, by the commands that show it. */
export function outcome(scenario: Scenario, recording: Recording, wall: WallClock): object {
  const { commands, startUs, endUs } = recording;
  const phases = recording.phases.map(({ atUs, name }, index) => ({
    ...{ name, t_start: atUs - startUs, t_end: (recording.phases[index + 1]?.atUs ?? endUs) - startUs },
  }));
  const criteria = scenario.criteria.map((criterion) =>
    criterion.check === 'review'
      ? { id: criterion.id, ...approval(recording.reviews ?? [], startUs) }
      : criterionResult(criterion, recording, wall),
  );
  const { completedBy = 'git commit' } = scenario;
  const done = commands.findLast(
    ({ command, exitCode }) => command.startsWith(completedBy) && exitCode === 0,
  );
  const begin = phases[0]?.t_start ?? 0;
  // What was found, and not made, is written down at the very start.
  const hasFound = recording.saves.some(({ standing }) => standing);
  const found = hasFound ? [{ name: 'As it was found', t_start: 0, t_end: begin }] : [];
  const end = done?.endUs && scenario.ends === undefined ? wall.trace(done.endUs) : null;
  return {
    completion: scenario.ends ?? (end === null ? 'unknown' : 'completed'),
    success: successOf(criteria),
    time_to_completion_us: end === null ? null : end - begin,
    active_us: activeUs(activity(recording, wall)),
    phases: [...found, ...phases],
    criteria,
    blockers: recording.blockers.map(({ atUs, kind, text, resolvedUs }) => ({
      ...{ t: atUs - startUs, kind, text, resolved_t: resolvedUs === null ? null : resolvedUs - startUs },
    })),
  };
}

/** Instants at which something happened: keys, pointer, commands, saves, speech. */
function activity(recording: Recording, wall: WallClock): number[] {
  const { startUs, utterances, commands, saves, browserRecords } = recording;
  return [
    ...readInput(readFileSync(recording.files.input, 'utf8')).records.map(({ t }) => Number(t) - startUs),
    ...utterances.flatMap((spoken) => steps(spoken.startUs - startUs, spoken.endUs - startUs)),
    ...commands.flatMap(({ startUs: from, endUs: to }) => [wall.trace(from), wall.trace(to ?? from)]),
    ...saves.flatMap(({ atUs, standing }) => (standing ? [] : [wall.trace(atUs)])),
    ...browserRecords.map(({ t }) => t - startUs),
  ];
}

function steps(from: number, to: number): number[] {
  return Array.from({ length: Math.ceil((to - from) / 1e6) + 1 }, (_, n) => Math.min(to, from + n * 1e6));
}

/** Time with activity: the gaps of more than three seconds between events are left out. */
function activeUs(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted.reduce((sum, time, index) => {
    const gap = time - (sorted[index - 1] ?? time);
    return gap <= IDLE_US ? sum + gap : sum;
  }, 0);
}

function chainStep(
  step: string,
  tool: string,
  version: string | null,
  at: string | null,
  inputs: string[],
  outputs: string[],
  note: string,
): object {
  return { step, tool, tool_version: version, at, inputs, outputs, note };
}

/** Those whose layers are there. */
async function captureTools(all: readonly Layer[]): Promise<Tool[]> {
  const recorded: Readonly<Record<string, readonly string[]>> = {
    ffmpeg: ['screen', 'voice'],
    asciinema: all.flatMap(({ id, kind }) => (kind === 'terminal' ? [id] : [])),
    bash: ['commands'],
    chromium: ['browser', 'network'],
    kate: ['edits'],
    git: all.flatMap(({ id, kind }) => (kind === 'ide_edits' || kind === 'file_diffs' ? [id] : [])),
    pulseaudio: ['voice'],
    'espeak-ng': ['voice'],
  };
  const present = new Set(all.map(({ id }) => id));
  return Promise.all(
    Object.entries(recorded)
      .filter(([, layers]) => layers.some((id) => present.has(id)))
      .map(async ([name, layers]) => ({ name, version: await packageVersion(name), layers })),
  );
}

function osName(): string {
  const text = readFileSync('/etc/os-release', 'utf8');
  return /PRETTY_NAME="(.*)"/.exec(text)?.[1] ?? 'Linux';
}
