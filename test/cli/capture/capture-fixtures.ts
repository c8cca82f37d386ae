/** Journals of captures, made up: times in seconds, the wall clock 1,000,000 seconds ahead. */
import { parseConfig, type CaptureConfig } from '../../../src/cli/capture/config.ts';
import type { JournalEntry, JournalEvent } from '../../../src/cli/capture/journal.ts';

export const WALL = 1_000_000_000_000;
/** CLOCK_MONOTONIC at trace time 0, in microseconds. */
export const ZERO = 500_000_000;

export function configFor(folder: string, fields: object = {}): CaptureConfig {
  const text = JSON.stringify({ schema: { name: 'playhead-capture', version: 1 }, ...fields });
  return parseConfig(text, 'capture.json', folder, { DISPLAY: ':0' });
}

export function at(seconds: number, event: JournalEvent): JournalEntry {
  const mono = ZERO + Math.round(seconds * 1e6);
  return { ...event, mono, wall: mono + WALL };
}

export function began(config: CaptureConfig, missing: Readonly<Record<string, string>> = {}): JournalEntry {
  return at(0, {
    ...{ type: 'capture-began', version: '0.1.0', config, boot: 'b', base: null },
    ...{ missing, tools: { ffmpeg: '5.1' } },
  });
}

export function starts(seconds: number, recorder: string, segment: number, file: string): JournalEntry {
  return at(seconds, { type: 'recorder-began', recorder, segment, file, pid: null });
}

export function ends(seconds: number, recorder: string, segment: number, died?: string): JournalEntry {
  return at(seconds, {
    ...{ type: 'recorder-ended', recorder, segment },
    ...(died !== undefined && { died }),
  });
}
