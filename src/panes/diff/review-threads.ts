/** Review comments on lines of code, in threads. Pure. */
import { lastAtMost } from '../../base/search-sorted.ts';
import type { TraceTime } from '../../base/time.ts';
import { deedOf } from '../../timeline/describe-item.ts';
import type { TimedAnnotation } from '../../trace/layers.ts';
import type { Code } from './code.ts';
import { rowOfLine } from './found-line.ts';

type ThreadState = 'open' | 'resolved';
type Verdict = NonNullable<TimedAnnotation['annotation']['verdict']>;

export interface ReviewComment {
  readonly time: TraceTime;
  /** '' where it only does something. */
  readonly text: string;
  /** undefined: not told. */
  readonly author: string | undefined;
  /** What it does beside its words. */
  readonly deed: string | undefined;
  /** Where it leaves its thread; undefined: where that was. */
  readonly state: ThreadState | undefined;
  /** What the reviewer came to. */
  readonly verdict: Verdict | undefined;
}

/** Comments that answer each other. */
export interface ReviewThread {
  /** Path in the workspace; undefined: it is about the whole. */
  readonly path: string | undefined;
  /** From 1, both ends included; undefined: it is about the file. */
  readonly lines: readonly [first: number, last: number] | undefined;
  readonly side: 'old' | 'new';
  /** Where it stands; undefined: not told. */
  readonly state: ThreadState | undefined;
  /** The state is that of the end of the trace: when it came to it is not told. */
  readonly onlyAtEnd: boolean;
  /** Ascending; the first one began it. */
  readonly comments: readonly ReviewComment[];
}

/** What is asked of the trace beside its annotations. */
interface Naming {
  /** Of the actors, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** There are several repositories: the paths of the workspace begin with their names. */
  readonly several: boolean;
}

/** All threads, by their first comments' times. An answer to what is not there begins a thread of its own. */
export function reviewThreads(
  annotations: readonly TimedAnnotation[],
  { names, several }: Naming,
): readonly ReviewThread[] {
  const comments = annotations
    .filter(({ annotation }) => annotation.type === 'review_comment')
    .toSorted((a, b) => a.time - b.time);
  const roots = new RootFinder(comments);
  const threads = new Map<TimedAnnotation, ReviewComment[]>();
  for (const comment of comments) {
    const { text = '', actor, state, verdict } = comment.annotation;
    const author = actor === undefined ? undefined : (names.get(actor) ?? actor);
    const root = roots.of(comment);
    const said: ReviewComment = {
      ...{ time: comment.time, text, author, verdict, deed: deedOf(comment.annotation) },
      // On the first one it tells of the end.
      state: comment === root ? undefined : state,
    };
    const thread = threads.get(root);
    if (thread) thread.push(said);
    else threads.set(root, [said]);
  }
  return [...threads].map(([{ annotation }, said]) => {
    const { file, repo, line, line_end: last, side = 'new', state: end } = annotation;
    const told = lastState(said);
    return {
      path: file !== undefined && several && repo !== undefined ? `${repo}/${file}` : file,
      lines: line === undefined ? undefined : [line, Math.max(line, last ?? line)],
      side,
      state: told ?? end,
      onlyAtEnd: told === undefined && end !== undefined,
      comments: said,
    };
  });
}

function lastState(comments: readonly ReviewComment[]): ThreadState | undefined {
  return comments.findLast(({ state }) => state !== undefined)?.state;
}

/** What began the thread of a comment. */
class RootFinder {
  readonly #byId: ReadonlyMap<string, TimedAnnotation>;
  readonly #roots = new Map<TimedAnnotation, TimedAnnotation>();

  constructor(comments: readonly TimedAnnotation[]) {
    this.#byId = new Map(
      comments.flatMap((comment) => {
        const { id } = comment.annotation;
        return id === undefined ? [] : [[id, comment] as const];
      }),
    );
  }

  /** Comments that answer each other in a ring have the first of them for their root that is asked for. */
  of(comment: TimedAnnotation): TimedAnnotation {
    const way: TimedAnnotation[] = [];
    const met = new Set<TimedAnnotation>();
    let at = comment;
    let root = this.#roots.get(at);
    while (root === undefined) {
      way.push(at);
      met.add(at);
      const to = at.annotation.reply_to;
      const next = to === undefined ? undefined : this.#byId.get(to);
      if (next === undefined) root = at;
      else if (met.has(next)) root = comment;
      else {
        at = next;
        root = this.#roots.get(at);
      }
    }
    for (const one of way) this.#roots.set(one, root);
    return root;
  }
}

/** The threads that were begun by then, each with what had been said in it, and as it stood where that is told. */
export function threadsAt(threads: readonly ReviewThread[], now: TraceTime): readonly ReviewThread[] {
  return threads.flatMap((thread) => {
    const { comments, state, onlyAtEnd } = thread;
    const count = lastAtMost(comments.length, (index) => comments[index]?.time ?? Infinity, now) + 1;
    if (count === 0) return [];
    if (count === comments.length) return [thread];
    const said = comments.slice(0, count);
    const stood = state === undefined || onlyAtEnd ? state : (lastState(said) ?? 'open');
    return [{ ...thread, comments: said, state: stood }];
  });
}

/** How many threads stand so; `undefined` ones count for neither. */
export function countStates(threads: readonly ReviewThread[]): Readonly<Record<ThreadState, number>> {
  const count = (wanted: ThreadState): number => threads.filter(({ state }) => state === wanted).length;
  return { open: count('open'), resolved: count('resolved') };
}

/** The latest comment that is a verdict. */
export function latestVerdict(threads: readonly ReviewThread[]): ReviewComment | undefined {
  return latestOf(threads.flatMap(({ comments }) => comments.filter(({ verdict }) => verdict !== undefined)));
}

/** The thread that was spoken in last. */
export function latestThread(threads: readonly ReviewThread[]): ReviewThread | undefined {
  const latest = latestOf(threads.flatMap(({ comments }) => comments.at(-1) ?? []));
  return threads.find(({ comments }) => comments.at(-1) === latest);
}

/** Of equals the last one. */
function latestOf(comments: readonly ReviewComment[]): ReviewComment | undefined {
  return comments.reduce<ReviewComment | undefined>(
    (latest, comment) => (latest && latest.time > comment.time ? latest : comment),
    undefined,
  );
}

/** Rows of the editor that are spoken about, from 1, both ends included. */
export interface RemarkedRows {
  readonly side: 'original' | 'modified';
  readonly first: number;
  readonly last: number;
}

/** Whether a thread is about lines of an earlier text than the one that has stood since then: its numbers count in that one. */
export function isOutdated({ lines, side, comments }: ReviewThread, since: TraceTime | undefined): boolean {
  const [first] = comments;
  return lines !== undefined && side === 'new' && first !== undefined && first.time < (since ?? 0);
}

/** Where the threads of a file stand in its texts, the modified one of which has stood since then. */
export function remarkedRows(
  code: Pick<Code, 'path' | 'numbers'>,
  threads: readonly ReviewThread[],
  since: TraceTime | undefined,
): readonly RemarkedRows[] {
  return threads.flatMap((thread) => {
    const { path, lines, side: of } = thread;
    if (path !== code.path || !lines || isOutdated(thread, since)) return [];
    const side = of === 'old' ? 'original' : 'modified';
    return [{ side, first: rowOfLine(code, lines[0], side), last: rowOfLine(code, lines[1], side) }];
  });
}

/** The row of the modified text that was spoken about last; undefined: none was since the text has stood so. */
export function latestRemark(
  code: Pick<Code, 'path' | 'numbers'>,
  threads: readonly ReviewThread[],
  since: TraceTime | undefined,
): number | undefined {
  const latest = threads.findLast(
    (thread) => thread.path === code.path && thread.lines && !isOutdated(thread, since),
  );
  const [remark] = latest ? remarkedRows(code, [latest], since) : [];
  return remark?.side === 'modified' ? remark.first : undefined;
}

/** When the latest comment by then was made; undefined: none was. Other threads stand there exactly when it is another. */
export function latestComment(times: readonly TraceTime[], now: TraceTime): TraceTime | undefined {
  return times[lastAtMost(times.length, (index) => times[index] ?? Infinity, now)];
}

/** Of all comments, ascending. */
export function commentTimes(threads: readonly ReviewThread[]): readonly TraceTime[] {
  return threads.flatMap(({ comments }) => comments.map(({ time }) => time)).sort((a, b) => a - b);
}
