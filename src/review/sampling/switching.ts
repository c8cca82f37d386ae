/** When sampling is tightened, and when it goes back: rule set for captured traces C.4, after ISO 2859-1. Pure. */

/** What came of a batch. */
export type LotResult = 'accepted' | 'rejected';

/** How the next batch is sampled; `stop`: not at all, until it is known why so many are rejected. */
export type NextMode = 'normal' | 'tightened' | 'stop';

/**
 * How to sample the batch after these, the earliest first. Tightened after 2 rejected of 5 in a row or fewer; back to normal
 * after 5 accepted in a row; stopped after 5 rejected while tightened. What came before a change counts no more after it.
 */
export function nextMode(history: readonly LotResult[]): NextMode {
  let mode: 'normal' | 'tightened' = 'normal';
  let since: LotResult[] = [];
  for (const result of history) {
    since.push(result);
    const last = since.slice(-5);
    const rejected = last.filter((one) => one === 'rejected').length;
    if (mode === 'normal' && rejected >= 2) [mode, since] = ['tightened', []];
    else if (mode === 'tightened' && last.length === 5 && rejected === 0) [mode, since] = ['normal', []];
    else if (mode === 'tightened' && since.filter((one) => one === 'rejected').length >= 5) return 'stop';
  }
  return mode;
}
