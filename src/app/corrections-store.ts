/** Corrections of layers' times as this browser keeps them, by bundle. */
import type { Manifest } from '../schema/generated/types.ts';
import { asTraceError, problemOf } from '../base/errors.ts';
import { readCorrections, writeCorrections, type ReadCorrections } from '../trace/corrections-file.ts';
import { NO_CORRECTIONS, type Corrections } from '../trace/corrections.ts';

const PREFIX = 'playhead.corrections.v1.';
/** Bundles whose corrections are kept; the oldest give way. */
const MAX_BUNDLES = 200;
/** Characters for one bundle: storage is a few millions for the whole origin. */
const MAX_LENGTH = 200_000;
/** What people are told the kept file is called. */
const SOURCE = 'What this browser keeps of it';

/** What was kept for a bundle; what cannot be in force, or read, is among the problems. */
export function keptCorrections(manifest: Manifest): ReadCorrections {
  const text = read(PREFIX + manifest.bundle_id);
  if (text === null) return { corrections: NO_CORRECTIONS, problems: [] };
  try {
    return readCorrections(text, SOURCE, manifest);
  } catch (error) {
    return { corrections: NO_CORRECTIONS, problems: [problemOf(asTraceError(error), 'warning')] };
  }
}

/** Keeps them in place of those that were kept; false where that cannot be done: they last as long as the page. */
export function keepCorrections({ bundle_id: id }: Manifest, corrections: Corrections): boolean {
  const key = PREFIX + id;
  try {
    if (corrections.size === 0) {
      localStorage.removeItem(key);
      return true;
    }
    const text = writeCorrections(id, corrections, new Date());
    if (text.length > MAX_LENGTH) return false;
    if (localStorage.getItem(key) === null) makeRoom();
    localStorage.setItem(key, text);
    return true;
  } catch {
    // Storage that is closed to us, or full.
    return false;
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Forgets the oldest, so that there is room for one more. */
function makeRoom(): void {
  const kept = Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => ({ key, created: /"created": "([^"]*)"/.exec(localStorage.getItem(key) ?? '')?.[1] ?? '' }))
    .sort((a, b) => (a.created < b.created ? -1 : 1));
  for (const { key } of kept.slice(0, Math.max(0, kept.length - MAX_BUNDLES + 1)))
    localStorage.removeItem(key);
}
