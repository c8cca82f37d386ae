/** One thing that happened, as a row of the list tells it. Pure. */
import type { TraceTime } from '../../base/time.ts';

/** What the list can be narrowed to, in the order of its chips. */
export const STEP_KINDS = [
  'agent',
  'commands',
  'edits',
  'tests',
  'lint',
  'browser',
  'network',
  'voice',
  'notes',
  'input',
] as const;

export type StepKind = (typeof STEP_KINDS)[number];

export type Tone = 'ok' | 'fail' | 'warn' | 'unknown';

/** How it came out. */
export interface StepResult {
  readonly tone: Tone;
  /** Short, as on a badge: `exit 1`, `✓ 9 ✗ 2`. */
  readonly text: string;
  /** The same in words. */
  readonly words: string;
}

export interface Step {
  readonly time: TraceTime;
  readonly kind: StepKind;
  /** What stands on the chip of the row: `command`, `decision`, … */
  readonly label: string;
  /** One line. */
  readonly text: string;
  /** Small and beside: how long, where; '' for nothing. */
  readonly detail: string;
  readonly result: StepResult | undefined;
}

/** Characters of a row; more would never be in sight. */
const MAX_TEXT = 500;
const UNTIDY = /[\t\n\r]| {2}/;

/** Text of any length as one line: line breaks are shown as ⏎, runs of blanks as one. */
export function oneLine(text: string): string {
  const cut = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  // Nearly all texts are one line already, and there can be very many of them.
  if (!UNTIDY.test(cut)) return cut.trim();
  return cut
    .trim()
    .replace(/\s*[\n\r]+\s*/g, ' ⏎ ')
    .replace(/[\t ]+/g, ' ');
}
