/** Unified git diffs: parts about removed files go, and where words were masked, so do the hashes of the files. Pure. */
import type { Finder } from './finder.ts';
import { Counts, maskText, type Masked } from './mask.ts';
import type { Named } from './records.ts';

export function redactDiff(source: string, finder: Finder, files: readonly Named[]): Masked {
  const counts = new Counts();
  const parts = source.split(/^(?=diff --git )/m).flatMap((part) => {
    const gone = files.find(({ name }) => isAbout(part, name));
    if (gone) {
      counts.one(gone.id);
      return [];
    }
    const masked = maskText(part, finder);
    counts.add(masked.counts);
    // A hash of a file with a short secret in it would let it be guessed.
    return [
      masked.counts.size === 0
        ? part
        : masked.text.replace(/^index [0-9a-f]+\.\.[0-9a-f]+/m, (line) =>
            line.replace(/[0-9a-f]{4,}/g, (hash) => '0'.repeat(hash.length)),
          ),
    ];
  });
  return { text: parts.join(''), counts: counts.all };
}

function isAbout(part: string, name: string): boolean {
  const head = part.split(/^@@ /m, 1)[0] ?? '';
  return head.split('\n').some((line) => {
    const path = line
      .replace(/^(?:--- |\+\+\+ |rename from |rename to )(?:[ab]\/)?/, '')
      .replace(/\t.*$/, '');
    return path === name || line.startsWith(`diff --git a/${name} `) || line.endsWith(` b/${name}`);
  });
}
