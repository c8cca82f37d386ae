import type { Utterance } from '../record/sound.ts';
import { lead } from './audio.ts';

export interface Cue {
  readonly startUs: number;
  readonly endUs: number;
  readonly text: string;
}

/** One cue a sentence, from its first audible sample to its last. */
export function cues(utterances: readonly Utterance[], startUs: number): Cue[] {
  return utterances.map(({ text, file, ...times }) => ({
    startUs: times.startUs - startUs + lead(file),
    endUs: times.endUs - startUs,
    text,
  }));
}

export function webVtt(list: readonly Cue[]): string {
  const blocks = list.map(
    ({ startUs, endUs, text }, index) =>
      `${index + 1}\n${clock(startUs)} --> ${clock(endUs)}\n${escaped(text)}\n`,
  );
  return `WEBVTT\n\n${blocks.join('\n')}`;
}

function clock(us: number): string {
  const ms = Math.round(us / 1000);
  const part = (value: number, width: number): string => String(Math.floor(value)).padStart(width, '0');
  return `${part(ms / 3_600_000, 2)}:${part((ms / 60_000) % 60, 2)}:${part((ms / 1000) % 60, 2)}.${part(ms % 1000, 3)}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
