import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProtocolMessage } from '../src/cli/capture/browser/records.ts';
import type { BrowserRecord } from './record/browser-log.ts';
import type { WallReading } from '../src/cli/capture/clock.ts';
import type { TitleChange } from './record/editor.ts';
import { run, type Account } from './record/process.ts';
import type { ReviewRemark } from './review/review-log.ts';
import type { Report } from './record/reports.ts';
import type { BlockerMark, Note, PhaseMark } from './record/script.ts';
import type { SignalFiles } from './record/signals.ts';
import type { Utterance } from './record/sound.ts';
import type { Flash } from './record/strip.ts';
import type { ShellCommand } from './record/terminal.ts';
import type { TerminalRecording } from './record/terminals.ts';
import type { TrajectoryFile } from './record/trajectories.ts';
import type { CommitSeen, Save } from './record/workspace.ts';

/**
 * Everything that a session left behind, before it becomes a bundle: plain data, kept as recording.json beside the raw
 * files, so that a bundle can be made again without recording again.
 */
export interface Recording {
  readonly account: Account;
  /** The git work tree. */
  readonly root: string;
  readonly base: string;
  /** The work trees beside it, each with its base commit. */
  readonly beside?: readonly { readonly root: string; readonly base: string }[];
  /** CLOCK_MONOTONIC of trace time 0 and of the end. */
  readonly startUs: number;
  readonly endUs: number;
  readonly at: string;
  readonly wall: readonly WallReading[];
  readonly flashes: readonly Flash[];
  readonly beeps: readonly number[];
  readonly files: {
    readonly video: string;
    readonly input: string;
    readonly sound: string;
    readonly cast: string;
    readonly signals?: SignalFiles;
  };
  readonly utterances: readonly Utterance[];
  readonly commands: readonly ShellCommand[];
  readonly titles: readonly TitleChange[];
  readonly browserRecords: readonly BrowserRecord[];
  readonly browserMessages: readonly ProtocolMessage[];
  readonly saves: readonly Save[];
  readonly commits: readonly CommitSeen[];
  readonly reports: readonly Report[];
  readonly notes: readonly Note[];
  readonly phases: readonly PhaseMark[];
  readonly blockers: readonly BlockerMark[];
  /** undefined: it was no review. */
  readonly reviews?: readonly ReviewRemark[];
  /** Terminals beside the first one. */
  readonly terminals?: readonly TerminalRecording[];
  readonly trajectories?: readonly TrajectoryFile[];
}

const NAME = 'recording.json';

export function keepRecording(folder: string, recording: Recording): void {
  writeFileSync(join(folder, NAME), JSON.stringify(recording));
}

/** Reads back what `keepRecording` wrote. */
export function loadRecording(folder: string): Recording {
  return JSON.parse(readFileSync(join(folder, NAME), 'utf8')) as Recording;
}

export function git(
  { account, root }: Pick<Recording, 'account' | 'root'>,
  ...args: string[]
): Promise<string> {
  return run('git', args, { account, cwd: root });
}
