/** Under which name somebody reviews in this browser. */
import { plainNameOf } from '../base/plain-name.ts';
import { readKept, writeKept } from '../ui/kept.ts';

const KEY = 'playhead.reviewer.v1';
/** Of files of reviews. */
const MOST = 200;

/** '' : nobody has said. */
export function keptReviewer(): string {
  return reviewerName(readKept(KEY)['name']);
}

/** Keeps a name, and gives it as it is kept: on one line, without blanks around it, and no longer than a file may hold. */
export function keepReviewer(name: string): string {
  const kept = reviewerName(name);
  writeKept(KEY, { name: kept });
  return kept;
}

function reviewerName(name: unknown): string {
  return typeof name === 'string' ? plainNameOf(name.trim().replace(/\s/g, ' ')).slice(0, MOST) : '';
}
