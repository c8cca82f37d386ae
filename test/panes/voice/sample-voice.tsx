/** A sound of half a minute, and what is said in it. */
import { fromSeconds } from '../../../src/base/time.ts';
import { Bench, cueLayer, voiceLayer } from './pane-bench.tsx';
import { toneWav } from './tone-wav.ts';

/** The sound begins this many seconds into the trace. */
export const OFFSET = 0.5;
export const SOUND = toneWav(30, [5, 25]);
export const CUES = cueLayer([
  [1, 3, 'The first Monday of March.'],
  [4, 8, 'A long one <b>that</b> goes on', 'Ada'],
  [6, 7, 'while another is heard.', 'Bob'],
  [12, 14, 'Monday again.'],
  [20, 25, 'And the end.'],
]);
export const DURATION = fromSeconds(40);

/** The pane with both. */
export function whole(): Bench {
  return new Bench({ voices: [voiceLayer(SOUND, OFFSET)], transcripts: [CUES] }, DURATION);
}

/** The rows of the transcript that are drawn. */
export const rows = (): readonly HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('[role=option]'),
];

/** The indexes of those that are lit. */
export const lit = (): readonly (string | undefined)[] =>
  rows()
    .filter((row) => row.querySelector('[data-spoken=true]'))
    .map((row) => row.dataset['row']);
