/**
 * What a capture did and when, a JSON line an entry, each on the disk before the next thing happens: all that is left of a
 * capture that died. Times: `mono` of CLOCK_MONOTONIC, `wall` of the wall clock, both in microseconds.
 */
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { isObject, parsedJson } from '../../base/json.ts';
import { CommandError } from '../command.ts';
import { readWall } from './clock.ts';
import type { CaptureConfig } from './config.ts';

/** A recorder: a part that is recorded, or one of the shells, as terminal-2. */
export type RecorderName = string;

export type JournalEvent =
  | {
      readonly type: 'capture-began';
      readonly version: string;
      readonly config: CaptureConfig;
      /** Of the machine since it was started: after another start no clock goes on. */
      readonly boot: string;
      /** Commit that the work tree stood at; null where it is none. */
      readonly base: string | null;
      /** Recorders that are not started, and why. */
      readonly missing: Readonly<Record<string, string>>;
      /** Tool → version, of those that the configuration names and of the recorders. */
      readonly tools: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'recorder-began';
      readonly recorder: RecorderName;
      /** Counts the recorder's files, from 1. */
      readonly segment: number;
      /** In the capture's folder. */
      readonly file: string;
      readonly pid: number | null;
    }
  | {
      readonly type: 'recorder-ended';
      readonly recorder: RecorderName;
      readonly segment: number;
      /** How, where it was not asked to; absent: it was. */
      readonly died?: string;
    }
  /** It died too often, and is not started again. */
  | { readonly type: 'recorder-given-up'; readonly recorder: RecorderName }
  | { readonly type: 'paused'; readonly reason?: string }
  | { readonly type: 'resumed' }
  | { readonly type: 'note'; readonly text: string }
  /** Every few seconds: who is alive. */
  | { readonly type: 'beat'; readonly alive: readonly RecorderName[] }
  | { readonly type: 'capture-ended' }
  | {
      readonly type: 'bundle-made';
      readonly bundle: string;
      /** Wall-clock time at which the raw recordings are due for deletion; null: never. */
      readonly rawUntil: number | null;
    };

export type JournalEntry = JournalEvent & { readonly mono: number; readonly wall: number };

export const JOURNAL = 'journal.jsonl';

/** Appends to a journal; one writer at a time. */
export class Journal {
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, 'a');
    // A line that was cut off when its writer died must not swallow this one.
    writeSync(this.#file, '\n');
  }

  /** Gives its time on CLOCK_MONOTONIC, in microseconds, once it is on the disk. */
  add(event: JournalEvent): number {
    const { monotonicUs: mono, wallUs: wall } = readWall();
    writeSync(this.#file, `${JSON.stringify({ ...event, mono, wall })}\n`);
    fsyncSync(this.#file);
    return mono;
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** All whole entries of a journal, in order; what a dying machine left of a line is passed over. */
export function parseJournal(text: string): readonly JournalEntry[] {
  return text.split('\n').flatMap((line) => {
    const value = parsedJson(line);
    return isEntry(value) ? [value] : [];
  });
}

export function readJournal(path: string): readonly JournalEntry[] {
  return parseJournal(readFileSync(path, 'utf8'));
}

function isEntry(value: unknown): value is JournalEntry {
  return (
    isObject(value) &&
    typeof value['type'] === 'string' &&
    Number.isSafeInteger(value['mono']) &&
    Number.isSafeInteger(value['wall'])
  );
}

/** The entries of one kind. */
export function entriesOf<T extends JournalEntry['type']>(
  entries: readonly JournalEntry[],
  type: T,
): readonly Extract<JournalEntry, { readonly type: T }>[] {
  return entries.filter((entry): entry is Extract<JournalEntry, { readonly type: T }> => entry.type === type);
}

/** The first entry of a capture. Throws a CommandError where `entries` are not those of one. */
export function beginningOf(
  entries: readonly JournalEntry[],
  folder: string,
): Extract<JournalEntry, { readonly type: 'capture-began' }> {
  const [began] = entriesOf(entries, 'capture-began');
  if (!began)
    throw new CommandError(
      `${folder} holds no capture that has begun: there is nothing to make a bundle of.`,
    );
  return began;
}
