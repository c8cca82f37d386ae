/** The difference of two texts as a git diff of one hunk: exact, not shortest. Pure. */

const CONTEXT = 3;

/** undefined: they are equal, or the path is one that git would quote. `before`: null where there was no file. */
export function wholeDiff(path: string, before: string | null, after: string): string | undefined {
  if (before === after || !/^[\x20-\x7e]+$/.test(path) || /["\\]/.test(path)) return undefined;
  const [from, to] = [linesOf(before ?? ''), linesOf(after)];
  let head = 0;
  while (head < from.length && head < to.length && from[head] === to[head]) head += 1;
  let tail = 0;
  while (
    tail < from.length - head &&
    tail < to.length - head &&
    from[from.length - 1 - tail] === to[to.length - 1 - tail]
  )
    tail += 1;
  const start = Math.max(0, head - CONTEXT);
  const kept = Math.max(0, tail - CONTEXT);
  const [fromEnd, toEnd] = [from.length - tail, to.length - tail];
  const lines = [
    ...from.slice(start, head).map((line) => written(' ', line)),
    ...from.slice(head, fromEnd).map((line) => written('-', line)),
    ...to.slice(head, toEnd).map((line) => written('+', line)),
    ...from.slice(fromEnd, from.length - kept).map((line) => written(' ', line)),
  ];
  const [fromCount, toCount] = [from.length - kept - start, to.length - kept - start];
  return [
    `diff --git a/${path} b/${path}\n`,
    before === null ? 'new file mode 100644\n' : '',
    before === null ? '--- /dev/null\n' : `--- a/${path}\n`,
    `+++ b/${path}\n`,
    `@@ -${rangeOf(start, fromCount)} +${rangeOf(start, toCount)} @@\n`,
    ...lines,
  ].join('');
}

/** Lines with their line feeds; the last one may have none. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function written(sign: string, line: string): string {
  return line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`;
}

/** Lines from 1; of none, the line after which they would stand. */
function rangeOf(start: number, count: number): string {
  return `${count === 0 ? start : start + 1},${count}`;
}
