/** Ways to alter the sample, and what is expected of each. */
import { listIn, put, type Json, type Sample } from '../sample.ts';

export const DURATION = 230.594319;
/** What the clock of the recorders read at the start of the trace, in microseconds. */
export const START = 6_943_156_987;
export const CLOSE = 0.1;

export const BROWSER = 'layers/browser/browser-events.jsonl';
export const CAST = 'layers/terminal/session.cast';
export const COMMANDS = 'layers/commands/commands.jsonl';
export const EDITS = 'layers/edits/ide-edits.jsonl';
export const INPUT = 'layers/input/input-events.jsonl';
export const NOTES = 'layers/notes/annotations.jsonl';
export const TESTS = 'layers/tests/test-runs.jsonl';
export const VOICE = 'layers/transcript/voice.vtt';
/** src/match.js as it was saved the second time. */
export const MATCH = 'blobs/sha256/7e/7ec468d19a965a8102903923b4c61b0fd4a25dc2e4eef95cdd692175651f23a3';

export interface Pair {
  readonly what: string;
  readonly rule: string;
  readonly alter: (sample: Sample) => void;
  readonly reason: string;
  /** Seconds; undefined: it has no time. */
  readonly range: readonly [number, number] | undefined;
  /** Rules that cannot but fail with it. */
  readonly with?: readonly string[];
}

export const is = (record: Json, key: string, value: unknown): boolean => (record[key] as unknown) === value;
export const set =
  (key: string, of: string | number, values: object) =>
  (records: Json[]): readonly object[] =>
    records.map((record) => (is(record, key, of) ? { ...record, ...values } : record));

/** Moves a layer of media in time, with its points. */
export const moved =
  (id: string, micros: number) =>
  (sample: Sample): void =>
    sample.layer(id, (layer) => {
      for (const point of listIn<{ trace_us: number }>(layer, 'clock', 'map')) point.trace_us += micros;
    });

/** The lines of a cast but those in a range of its own seconds. */
export const castWithout = (text: string, from: number, to: number): string =>
  text
    .split('\n')
    .filter((line) => {
      const seconds = Number(/^\[([\d.]+)/.exec(line)?.[1] ?? NaN);
      return !(seconds >= from && seconds <= to);
    })
    .join('\n');

export const cuesWithout = (text: string, ...numbers: readonly number[]): string =>
  text
    .split('\n\n')
    .filter((cue) => !numbers.includes(Number(cue.split('\n')[0])))
    .join('\n\n');

/** Gives each cue other times, in seconds. */
export const retimed = (
  text: string,
  times: (index: number, start: number) => readonly [number, number],
): string => {
  let index = -1;
  return text.replace(
    /^(\d\d):(\d\d):(\d\d\.\d+) --> .*$/gm,
    (_, hours: string, minutes: string, seconds: string) => {
      index += 1;
      const [start, end] = times(index, Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
      const stamp = (at: number): string =>
        `00:${String(Math.floor(at / 60)).padStart(2, '0')}:${(at % 60).toFixed(3).padStart(6, '0')}`;
      return `${stamp(start)} --> ${stamp(end)}`;
    },
  );
};

export const criterion =
  (id: string, values: object) =>
  (sample: Sample): void =>
    sample.manifest((manifest) => {
      const list = listIn(manifest, 'outcome', 'criteria');
      put(
        list.find((one) => is(one, 'id', id)),
        values,
      );
    });

export const GITHUB_TOKEN = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
