/** Plays the sample in a real browser, and notes at every frame of the page where clock, picture, voice and terminal are. */
import type { Page } from 'playwright-core';
import { fromSeconds } from '../../src/base/time.ts';
import { fsBundle } from '../../src/cli/fs-bundle.ts';
import type { ClockMap } from '../../src/trace/clock-map.ts';
import type { FrameTable } from '../../src/trace/frame-table.ts';
import type { TerminalChunks } from '../../src/trace/terminal-chunks.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { quantile, type Row } from '../table.ts';
import { pictureOffset } from './picture-offset.ts';

/** One frame of the page. Seconds. */
interface Note {
  readonly wall: number;
  readonly now: number;
  /** Media time of the newest picture that the browser told of; null before the first. */
  readonly picture: number | null;
  readonly voice: number;
  /** The last chunk that the terminal shows. */
  readonly chunk: number;
}

/** Milliseconds of wall time: those of trace time, divided by the speed where it is above 1. */
interface Difference {
  readonly p50: number;
  readonly p95: number;
  readonly largest: number;
}

export interface RealRunSummary {
  readonly speed: number;
  readonly seconds: number;
  readonly frames: number;
  /** The clock against the interval of the newest picture that the browser told of. */
  readonly picture: Difference;
  /** The voice against the clock; undefined where it is muted. */
  readonly voice: Difference | undefined;
  /** For how long the terminal lacked what had been printed by now(). */
  readonly terminal: Difference;
  readonly muted: boolean;
  readonly pitchKept: boolean;
  readonly backwards: number;
}

/** What the sample is made of, read without the page. */
export interface SampleTruth {
  readonly frames: FrameTable;
  readonly videoMap: ClockMap;
  readonly voiceMap: ClockMap;
  readonly chunks: TerminalChunks;
}

/** Seconds at the start that are not counted: everything starts then. */
const START = 3;
/** Seconds before the end of the trace at which it is played from the start again. */
const BEFORE_END = 3;

export async function readSample(folder: string): Promise<SampleTruth> {
  const trace = await openTrace(fsBundle(folder));
  const [video, voice, terminal] = [trace.videos[0], trace.voices[0], trace.terminals[0]];
  if (!video || !voice || !terminal) throw new Error('the sample has no picture, no voice or no terminal');
  const { frames } = await video.content.get();
  const { chunks } = await terminal.content.get();
  return { frames, videoMap: video.clock, voiceMap: voice.clock, chunks };
}

/** `page`: the app with the sample open. */
export async function playReal(
  page: Page,
  truth: SampleTruth,
  speed: number,
  seconds: number,
): Promise<RealRunSummary> {
  const parts: Note[][] = [];
  for (let left = seconds; left > 0;) {
    const notes = await page.evaluate(noteWhilePlaying, { speed, seconds: left, before: BEFORE_END });
    parts.push(notes);
    left -= Math.max(1, notes.at(-1)?.wall ?? 0);
  }
  const { muted, preservesPitch } = await page.evaluate(() => {
    const audio = document.querySelector('audio');
    return { muted: audio?.muted ?? true, preservesPitch: audio?.preservesPitch ?? false };
  });
  await page.evaluate(() => window.playhead.pause());
  const counted = parts.flatMap((notes) => notes.filter(({ wall }) => wall >= START));
  const millis = (values: readonly number[]): Difference => {
    const sizes = values.map((value) => (Math.abs(value) * 1_000) / Math.max(1, speed));
    return { p50: quantile(sizes, 0.5), p95: quantile(sizes, 0.95), largest: quantile(sizes, 1) };
  };
  return {
    speed,
    seconds,
    frames: counted.length,
    picture: millis(
      counted.flatMap(({ picture, now }) =>
        picture === null ? [] : [pictureOffset(truth.frames, picture, fromSeconds(now))],
      ),
    ),
    voice: muted
      ? undefined
      : millis(counted.map(({ voice, now }) => traceSeconds(truth.voiceMap, voice) - now)),
    terminal: millis(counted.map(({ chunk, now }) => terminalLag(truth.chunks, chunk, now))),
    muted,
    pitchKept: preservesPitch,
    backwards: parts.reduce((all, notes) => all + countBackwards(notes), 0),
  };
}

export function realRows(summaries: readonly RealRunSummary[]): readonly Row[] {
  const cells = (difference: Difference | undefined): Row =>
    difference
      ? [difference.p50, difference.p95, difference.largest].map((value) => value.toFixed(1))
      : ['muted', '', ''];
  return [
    [
      'speed',
      'picture: p50',
      'p95',
      'largest',
      'voice: p50',
      'p95',
      'largest',
      'terminal: p50',
      'p95',
      'largest',
      'frames',
    ],
    ...summaries.map(({ speed, picture, voice, terminal, frames }): Row => [
      `${speed}×`,
      ...cells(picture),
      ...cells(voice),
      ...cells(terminal),
      String(frames),
    ]),
  ];
}

/** Runs in the page. Ends after `seconds`, or `before` seconds before the end of the trace. */
async function noteWhilePlaying(plan: { speed: number; seconds: number; before: number }): Promise<Note[]> {
  const { playhead } = window;
  const video = document.querySelector('video');
  const audio = document.querySelector('audio');
  if (!video || !audio) throw new Error('the page has no video or no voice');
  playhead.pause();
  await playhead.seek(0);
  const notes: Note[] = [];
  const { duration } = playhead.state();
  let picture: number | null = null;
  const hear = (_: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
    picture = mediaTime;
    handle = video.requestVideoFrameCallback(hear);
  };
  let handle = video.requestVideoFrameCallback(hear);
  playhead.play(plan.speed);
  const start = performance.now();
  await new Promise<void>((resolve) => {
    // Asked for after the clock's own, so that each frame has its new time.
    const note = (): void => {
      const wall = (performance.now() - start) / 1_000;
      const { time, panes } = playhead.state();
      const chunk = Number(panes['terminal']?.['chunkIndex'] ?? NaN);
      notes.push({ wall, now: time, picture, voice: audio.currentTime, chunk });
      if (wall >= plan.seconds || time >= duration - plan.before * plan.speed) resolve();
      else requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  video.cancelVideoFrameCallback(handle);
  return notes;
}

/** Seconds of trace time by which the terminal is behind `now`. */
function terminalLag(chunks: TerminalChunks, shown: number, now: number): number {
  return Math.max(0, now - chunks.timeOf(shown + 1) / 1e6);
}

function traceSeconds(map: ClockMap, seconds: number): number {
  return map.toTrace((seconds * 1e6) / map.microsPerUnit) / 1e6;
}

function countBackwards(notes: readonly Note[]): number {
  return notes.filter(({ now }, index) => now < (notes[index - 1]?.now ?? 0)).length;
}
