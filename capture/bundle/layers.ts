import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FRAME_TABLE } from '../../src/cli/frame-table-companion.ts';
import { soundOutline } from '../../src/cli/sound-outline.ts';
import { BAR, SCREEN, TIME_CODE } from '../record/desktop.ts';
import { repositoryOf } from '../record/repositories.ts';
import { FIRST_TERMINAL } from '../record/terminal.ts';
import type { TerminalRecording } from '../record/terminals.ts';
import type { Recording } from '../recording.ts';
import type { Scenario } from '../scenario.ts';
import { agentLayers } from './agents.ts';
import { measureAudio, encode, type AudioReport } from './audio.ts';
import { browserEvents, sessionArchive } from './browser.ts';
import { measureCast, type CastReport } from './cast.ts';
import { toTrace, type ClockPoint, type MeasuredClock } from './clock-map.ts';
import { commandRecords } from './commands.ts';
import { editEvents } from './edits.ts';
import { readInput, type InputReport } from '../../src/cli/capture/input-events.ts';
import { finalDiffLayers } from './repositories.ts';
import { measureVideo, transcode, type VideoReport } from './video.ts';
import { reviewRecords } from './review.ts';
import { signalLayers } from './signals.ts';
import { cues, webVtt } from './transcript.ts';
import { wallClock, WallClock } from './wall.ts';
import type { BundleWriter } from './writer.ts';

/** A layer of the manifest. */
export type Layer = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly kind: string;
  readonly records?: number;
};

/** What was measured while the layers were made. */
export interface Measurements {
  readonly video: VideoReport;
  readonly audio: AudioReport;
  readonly cast: CastReport;
  readonly input: InputReport;
  readonly wall: WallClock;
}

const PERSON = 'engineer';
const MARK_TEXT = [
  'Sync mark at the start: the screen turns white, a beep sounds.',
  'Sync mark at the end: the screen turns white, a beep sounds.',
];

/** Makes every layer's files, and its record in the manifest. */
export async function writeLayers(
  scenario: Scenario,
  recording: Recording,
  writer: BundleWriter,
): Promise<{ layers: Layer[]; measured: Measurements }> {
  const { startUs, endUs, utterances, flashes, files } = recording;
  const wall = new WallClock(recording.wall, startUs);

  const mp4 = 'layers/screen/screen.mp4';
  await transcode(files.video, writer.reserve(mp4));
  const table = await FRAME_TABLE.make(join(writer.root, mp4), writer.entry(writer.add(mp4)));
  if (!table.made) throw new Error(`No frame table of the video: ${table.reason}`);
  const frameTable = writer.write('layers/screen/screen.frames', Buffer.from(table.bytes));
  const video = await measureVideo(join(writer.root, mp4), startUs, flashes);

  const m4a = 'layers/voice/voice.m4a';
  await encode(files.sound, writer.reserve(m4a));
  writer.add(m4a);
  const audio = await measureAudio(join(writer.root, m4a), startUs, recording.beeps, utterances);
  const outline = await soundOutline(join(writer.root, m4a));
  if (!outline.made) throw new Error(`No outline of the voice: ${outline.reason}`);
  const peaks = writer.write('layers/voice/voice.dat', Buffer.from(outline.bytes));

  const terminalOf = ({ id, title, cast: file, commands: run }: TerminalRecording) => {
    const path = writer.write(`layers/${id}/session.cast`, readFileSync(file));
    return {
      terminal: id,
      title,
      path,
      commands: run,
      cast: measureCast(readFileSync(file, 'utf8'), run, wall),
    };
  };
  const first = terminalOf({ ...FIRST_TERMINAL, cast: files.cast, commands: recording.commands });
  const terminals = [first, ...(recording.terminals ?? []).map(terminalOf)];
  const { cast } = first;

  const input = readInput(readFileSync(files.input, 'utf8'));
  const inputRecords = input.records.filter(({ t }) => Number(t) >= startUs && Number(t) <= endUs);

  const commands = commandRecords(terminals, wall);
  // Further terminals are of agents, whose work trees are others.
  const own = commands.filter(({ record }) => record.terminal === FIRST_TERMINAL.id);

  const runs = recording.reports.map(({ format, command, file }) => {
    const kind = format === 'junit' ? 'tests' : 'lint';
    const path = `layers/${kind}/run-${String(command.seq).padStart(2, '0')}.${format === 'junit' ? 'xml' : 'sarif'}`;
    const record = own.find((one) => one.own === command.seq)?.record;
    return { path: writer.write(path, readFileSync(file)), format, record, command };
  });
  const link = { terminal: FIRST_TERMINAL.id };
  const tests = runs.flatMap(({ format, path, record, command }) =>
    format === 'junit' && record
      ? [
          {
            t_start: record.t_start,
            t_end: record.t_end,
            path,
            format,
            // Runs of one name are taken to run the same tests.
            name: [repositoryOf(recording, command) ?? [], command.command].flat().join(': '),
            command_seq: record.seq,
            ...link,
          },
        ]
      : [],
  );
  const lint = runs.flatMap(({ format, path, record }) =>
    format === 'sarif' && record
      ? [{ t: record.t_end, path, format, tool: 'oxlint', command_seq: record.seq, ...link }]
      : [],
  );

  const ownRecords = own.map(({ record }) => record);
  const edits = editEvents(scenario, recording, wall, ownRecords, writer);
  const spoken = cues(utterances, startUs);
  const notes = [
    ...flashes.map((flash, index) => ({
      t: flash.startUs,
      t_end: flash.endUs,
      type: 'sync_mark',
      text: MARK_TEXT[index],
    })),
    ...recording.notes.map(({ atUs, ...note }) => ({ t: atUs, ...note, actor: PERSON })),
  ].toSorted((a, b) => a.t - b.t);

  const jsonLines = (
    id: string,
    kind: string,
    records: readonly unknown[],
    clock: object = monotonic(startUs),
  ): Layer => ({
    ...{ id, kind, status: 'present', format: { name: `trace-${kind.replaceAll('_', '-')}`, version: '1' } },
    paths: [writer.lines(`layers/${id}/${kind.replaceAll('_', '-')}.jsonl`, records)],
    ...{ actor: PERSON, records: records.length, clock },
  });
  const browserLayers = (): readonly Layer[] => {
    const har = sessionArchive(recording.browserMessages);
    return [
      jsonLines('browser', 'browser_events', browserEvents(recording.browserRecords, writer)),
      {
        ...{
          id: 'network',
          kind: 'network',
          title: 'Network',
          status: 'present',
          format: { name: 'har', version: '1.2' },
        },
        paths: [writer.write('layers/network/session.har', har.text)],
        ...{ actor: PERSON, records: har.entries, clock: wallClock(wall, 'ms') },
      },
    ];
  };
  const layers: Layer[] = [
    {
      ...{
        id: 'screen',
        kind: 'screen_video',
        title: 'Screen',
        status: 'present',
        format: { name: 'video/mp4', version: null },
        paths: [mp4],
        frame_table: frameTable,
      },
      ...{
        t_start: Math.max(0, toTrace(video.clock, 0)),
        records: video.frames,
        clock: measured('media', video.clock),
      },
      video: { display_id: '0', region: [0, 0, SCREEN.w, SCREEN.h], frames: video.frames },
      'x-timecode': {
        ...{
          x: TIME_CODE.x,
          y: TIME_CODE.y,
          cell_w: TIME_CODE.cellW,
          cell_h: TIME_CODE.cellH,
          bits: TIME_CODE.bits,
        },
        ...{
          unit: 'ms',
          origin: 'trace',
          first_bit: 'least_significant_left',
          second_row: 'complement',
          bar: [BAR.x, BAR.y, BAR.w, BAR.h],
        },
        unreadable_frames: video.unreadable,
      },
    },
    jsonLines('input', 'input_events', inputRecords, {
      ...monotonic(startUs),
      residual_us: input.clockErrorUs,
    }),
    ...terminals.map(({ terminal, title, path, cast: { events, clock } }) => ({
      ...{
        id: terminal,
        kind: 'terminal',
        title,
        status: 'present',
        format: { name: 'asciicast', version: '2' },
      },
      ...{ paths: [path], actor: PERSON, records: events, clock: measured('media', clock) },
    })),
    jsonLines(
      'commands',
      'commands',
      commands.map(({ record }) => record),
    ),
    ...agentLayers(recording, writer, wallClock(wall, 'ms')),
    ...(scenario.browser === false ? [] : browserLayers()),
    jsonLines('edits', 'ide_edits', edits),
    ...(await finalDiffLayers(recording, writer, PERSON)),
    jsonLines('tests', 'test_runs', tests),
    jsonLines('lint', 'diagnostics', lint),
    ...signalLayers(recording, wall, writer),
    {
      ...{
        id: 'voice',
        kind: 'speech_audio',
        title: 'Voice',
        status: 'present',
        format: { name: 'audio/mp4', version: null },
        paths: [m4a],
        peaks,
      },
      ...{
        actor: PERSON,
        t_start: Math.max(0, toTrace(audio.clock, 0)),
        records: utterances.length,
        clock: measured('media', audio.clock),
      },
    },
    {
      ...{
        id: 'transcript',
        kind: 'transcript',
        title: 'Transcript',
        status: 'present',
        format: { name: 'webvtt', version: null },
      },
      paths: [writer.write('layers/transcript/voice.vtt', webVtt(spoken))],
      ...{ actor: PERSON, derived_from: ['voice'], records: spoken.length },
      clock: { ...traceClock(), residual_us: audio.clock.residualUs },
    },
    jsonLines('notes', 'annotations', notes),
    ...(recording.reviews ? [jsonLines('review', 'annotations', reviewRecords(recording.reviews))] : []),
  ];
  return { layers, measured: { video, audio, cast, input, wall } };
}

function measured(domain: string, { map, residualUs, p99Us, typicalUs }: MeasuredClock): object {
  const spread = { 'x-residual-p99_us': p99Us, 'x-residual-median_us': typicalUs };
  return { domain, native_unit: 's', sync_quality: 'measured', map, residual_us: residualUs, ...spread };
}

/** Records that carry CLOCK_MONOTONIC themselves. */
function monotonic(startUs: number): object {
  const point: ClockPoint = {
    native: startUs,
    trace_us: 0,
    uncertainty_us: 1000,
    method: 'same machine clock as the trace',
  };
  return { domain: 'monotonic', native_unit: 'us', sync_quality: 'measured', map: [point] };
}

function traceClock(): object {
  const point: ClockPoint = {
    native: 0,
    trace_us: 0,
    uncertainty_us: 1000,
    method: 'cues are written in trace time',
  };
  return { domain: 'media', native_unit: 's', sync_quality: 'measured', map: [point] };
}
