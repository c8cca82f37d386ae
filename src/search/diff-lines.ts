/** Lines of a diff of the whole, which tells no time. Pure. */
import type { FileDiff } from '../trace/unified-diff.ts';
import type { AddLine } from './search-line.ts';
import { each, type Work } from './work.ts';

const SIGNS = { context: ' ', removed: '-', added: '+' } as const;

/** What was added and removed, with its sign, and the line of the new file; removed lines have that of the old one. */
export function diffLines(files: readonly FileDiff[], add: AddLine): Work {
  return each(files, ({ oldPath, newPath, hunks }) => {
    const place = newPath ?? oldPath;
    for (const { oldStart, newStart, lines } of hunks) {
      let [oldLine, newLine] = [oldStart, newStart];
      for (const { kind, text } of lines) {
        if (kind !== 'context' && text.trim() !== '')
          add({
            time: NaN,
            text: `${SIGNS[kind]} ${text.trimEnd()}`,
            place,
            row: kind === 'removed' ? oldLine : newLine,
          });
        if (kind !== 'added') oldLine += 1;
        if (kind !== 'removed') newLine += 1;
      }
    }
  });
}
