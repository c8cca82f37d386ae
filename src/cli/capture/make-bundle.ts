/** Makes a bundle of what a capture left, whether it was ended or died. */
import { join } from 'node:path';
import type { Layer } from '../../schema/generated/types.ts';
import { CommandError } from '../command.ts';
import { isFree, withNewFolder } from '../files.ts';
import { problemLines } from '../report.ts';
import { validateBundle, type Validation } from '../validate-bundle.ts';
import { browserLayers, readBrowser } from './browser/layers.ts';
import { BundleFiles } from './bundle-files.ts';
import { placesOf, type CapturePlaces } from './capture-folder.ts';
import { CaptureTimes, type Span } from './capture-times.ts';
import type { Part } from './config.ts';
import { diffFrom, headOf } from './git.ts';
import { readInput } from './input-events.ts';
import { beginningOf, entriesOf, Journal, readJournal, type JournalEntry } from './journal.ts';
import { textOf } from './jsonl-file.ts';
import {
  absent,
  alive,
  declared,
  recordLayer,
  traceClock,
  WHAT,
  type RecordedLayer,
} from './layer-records.ts';
import { liveManifest, writeManifest, type LiveSession } from './live-manifest.ts';
import { gapNotes, userNotes } from './notes.ts';
import { allCommands, makeTerminals } from './terminal-layers.ts';
import { makeEdits, makeReports } from './tree-records.ts';
import { makeVideo } from './video-layer.ts';
import { makeVoice } from './voice-layer.ts';

export interface MadeBundle {
  readonly folder: string;
  readonly layers: readonly Layer[];
  readonly duration: number;
  readonly hasDied: boolean;
  readonly validation: Validation;
  /** Wall-clock time at which the raw recordings are due for deletion; null: never. */
  readonly rawUntil: number | null;
}

const DAY = 24 * 60 * 60 * 1_000_000;

/** `folder`: of the capture, whose recorders have ended. Rejects with a CommandError; the recordings stay in any case. */
export async function makeBundle(folder: string): Promise<MadeBundle> {
  const places = placesOf(folder);
  const entries = readJournal(places.journal);
  if (!(await isFree(places.bundle)))
    throw new CommandError(`${places.bundle} is there already: move it away to make the bundle again.`);
  const made = await withNewFolder(places.bundle, async (fresh) => {
    const files = new BundleFiles(fresh);
    const session = await readSession(entries, places, files);
    await writeManifest(fresh, liveManifest(entries, session, files));
    const validation = await validateBundle(fresh);
    if (!validation.valid)
      throw new CommandError(
        `The bundle would not be valid, and is not written; the recordings in ${places.raw} stay.\n${problemLines(validation.problems).join('\n')}`,
      );
    return { ...session, validation };
  });
  const { retentionDays } = beginningOf(entries, folder).config;
  const journal = new Journal(places.journal);
  const rawUntil = retentionDays === undefined ? null : Date.now() * 1000 + retentionDays * DAY;
  journal.add({ type: 'bundle-made', bundle: 'bundle', rawUntil });
  journal.close();
  return { ...made, folder: places.bundle, rawUntil };
}

async function readSession(
  entries: readonly JournalEntry[],
  places: CapturePlaces,
  files: BundleFiles,
): Promise<LiveSession> {
  const { folder, raw } = places;
  const times = new CaptureTimes(entries, folder);
  const { config, base, missing, wall: origin } = beginningOf(entries, folder);
  const records = (part: Part): boolean => config.layers[part] && missing[part] === undefined;

  const shells = entriesOf(entries, 'recorder-began')
    .map(({ recorder }) => recorder)
    .filter((recorder) => recorder.startsWith('terminal-'));
  const terminals = await makeTerminals(times, folder, shells, files);
  const input = readInput(
    times
      .runsOf('input')
      .map(({ file }) => textOf(join(folder, file)))
      .join(''),
  );
  const inputTimes = input.records.map(({ t }) => times.ofMonotonic(Number(t)));
  const browser = readBrowser(times, folder);
  // What dies leaves no word of its end: then it is that of the last thing which was recorded.
  const known = Math.max(
    times.journalEnd,
    ...terminals.map(({ span }) => (times.hasDied ? span.end : 0)),
    ...(times.hasDied ? inputTimes.slice(-1) : []),
    ...(times.hasDied ? browser.spans.slice(-1).map(({ end }) => end) : []),
  );
  const video = await makeVideo(times, raw, known, files);
  const seen = video.spans.at(-1)?.end ?? 0;
  const duration = Math.max(known, seen, 1);
  const voice = await makeVoice(times, raw, duration, files);
  const whole: Span = { start: 0, end: duration };

  const layer = (
    part: Part,
    recorder: string,
    made: Layer | undefined,
    spans: readonly Span[],
  ): RecordedLayer =>
    records(part)
      ? declared(
          times,
          recorder,
          WHAT[part],
          made ?? absent(part, 'lost', 'Nothing that can be read was left.'),
          spans,
          whole,
        )
      : { layer: absent(part, 'not_captured', missing[part] ?? OFF), gaps: [] };
  const within = (t: number): boolean => t >= 0 && t <= duration;
  const inputRecords = input.records.flatMap((record, index) => {
    const t = inputTimes[index] ?? -1;
    return within(t) ? [{ ...record, t }] : [];
  });
  const commands = allCommands(terminals).filter(({ t_start }) => within(t_start));
  const edits = (await makeEdits(times, places, commands, files)).filter(({ t }) => within(t));
  const reports = await makeReports(times, places, commands, files);
  const inputClock = {
    ...traceClock('the X server counts the machine clock of the trace'),
    residual_us: input.records.length > 0 ? input.clockErrorUs : null,
  };
  const wallClock = traceClock('by the wall clock, read beside the machine clock every few seconds');
  const ran = (recorder: string): readonly Span[] => times.aliveSpans(recorder);

  const recorded: RecordedLayer[] = [
    layer('screen', 'screen', video.layer, video.spans),
    layer(
      'input',
      'input',
      await recordLayer('input', 'input_events', inputRecords, inputClock, files),
      ran('input'),
    ),
    ...(terminals.length === 0
      ? [
          {
            layer: records('terminal')
              ? absent('terminal', 'empty', NO_SHELL)
              : absent('terminal', 'not_captured', missing['terminal'] ?? OFF),
            gaps: [],
          },
        ]
      : terminals.map(({ recorder, layer: made, span, hasDied }) =>
          // One that was left has nothing more to show; one that died has.
          {
            const part = hasDied ? { ...whole, start: span.start } : span;
            const { layer: told, gaps } = declared(times, recorder, `Layer ${made.id}`, made, [span], part);
            // Before and after it no shell was there, and one would have been recorded.
            const beats = times.beatsOf('terminal').filter((beat) => !hasDied || beat <= span.end);
            return { layer: { ...told, ...alive(beats) }, gaps };
          },
        )),
    ...(terminals.length === 0
      ? []
      : [
          {
            layer: {
              ...(await recordLayer('commands', 'commands', commands, wallClock, files)),
              ...alive(times.beatsOf('terminal')),
            },
            gaps: [],
          },
        ]),
    layer('edits', 'edits', await recordLayer('edits', 'ide_edits', edits, wallClock, files), ran('edits')),
    ...(records('reports')
      ? [
          { layer: await recordLayer('tests', 'test_runs', reports.tests, wallClock, files), gaps: [] },
          { layer: await recordLayer('lint', 'diagnostics', reports.lint, wallClock, files), gaps: [] },
        ]
      : [layer('reports', 'reports', undefined, [])]),
    layer('voice', 'voice', voice.layer, voice.spans),
    ...(records('browser')
      ? await browserLayers(times, browser, origin, whole, files)
      : [layer('browser', 'browser', undefined, [])]),
  ];
  // What stands on the disk now is the end of the session only where somebody ended it.
  const diff =
    base !== null && records('edits') && !times.hasDied ? await diffFrom(config.workTree, base) : '';
  const diffPath = diff === '' ? undefined : await files.write('layers/diff/final.diff', diff, 'text/x-diff');
  const notes = [...userNotes(entries, times), ...gapNotes(times, recorded, duration)].sort(
    (a, b) => a.t - b.t,
  );
  return {
    ...{ duration, times, hasDied: times.hasDied, size: video.size, diffPath },
    head: diff === '' ? null : await headOf(config.workTree),
    layers: [
      ...recorded.map(({ layer: one }) => one),
      ...(diffPath === undefined ? [] : [diffLayer(diffPath)]),
      ...(notes.length === 0
        ? []
        : [await recordLayer('notes', 'annotations', notes, traceClock('written by the recorder'), files)]),
    ],
  };
}

const OFF = 'capture.json says not to record it.';
const NO_SHELL = 'No shell was started with playhead capture shell.';

function diffLayer(path: string): Layer {
  return {
    ...{ id: 'diff', kind: 'file_diffs', status: 'present', paths: [path], records: 1 },
    format: { name: 'git-diff', version: null },
    clock: { domain: 'order_only', native_unit: 'none', sync_quality: 'order_only' },
  };
}
