import { useRef, type RefObject } from 'react';
import type { TraceTime } from '../../base/time.ts';
import type { Clock } from '../../timeline/clock.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import styles from './review-list.module.css';
import {
  countStates,
  isOutdated,
  latestThread,
  latestVerdict,
  type ReviewComment,
  type ReviewThread,
} from './review-threads.ts';
import { useInSight } from './use-in-sight.ts';

/** Of more, the oldest are left out, and told of. */
const MAX_THREADS = 200;
/** Files besides the one that is shown. */
const MAX_FILES = 50;
/** Of a thread, and UTF-16 code units of a comment. */
const MAX_COMMENTS = 100;
const MAX_TEXT = 4_000;

const NOBODY_KNOWN = 'Somebody';

interface ReviewListProps {
  /** As they stand at the playhead. */
  readonly threads: readonly ReviewThread[];
  /** Path of the file that is shown; undefined: none is. */
  readonly path: string | undefined;
  /** Since when its text has stood so; undefined: from the start, or not known. */
  readonly since: TraceTime | undefined;
  readonly clock: Clock;
  /** A thread was chosen: its file and line are to be brought into sight. */
  readonly onReveal: (thread: ReviewThread) => void;
}

/** What reviewers had said by the playhead: of the file that is shown in full, of others where it is. */
export function ReviewList({ threads, path, since, clock, onReveal }: ReviewListProps) {
  const list = useRef<HTMLElement>(null);
  const current = useRef<HTMLLIElement>(null);
  const latest = latestThread(threads);
  useInSight(list, current, latest, path);
  if (threads.length === 0) return null;
  const here = threads.filter((thread) => thread.path === path || thread.path === undefined);
  const others = elsewhere(threads, path);
  const choose = (thread: ReviewThread): void => {
    const [first] = thread.comments;
    if (first) clock.seek(first.time);
    onReveal(thread);
  };
  return (
    <section ref={list} className={styles['review']} aria-label="Review">
      <header className={styles['head']}>
        <h3 className={styles['title']}>Review</h3>
        <Standing threads={threads} onSeek={(time) => clock.seek(time)} />
      </header>
      {others.length > 0 && (
        <div className={styles['files']}>
          {others.slice(0, MAX_FILES).map(([other, those]) => (
            <button
              key={other}
              type="button"
              className={styles['other']}
              data-latest={latest?.path === other}
              onClick={() => choose(those[0])}
            >
              <bdi>{other}</bdi> <span className={styles['quiet']}>{those.length}</span>
            </button>
          ))}
          <LeftOut count={others.length - MAX_FILES} of="files" />
        </div>
      )}
      <LeftOut count={here.length - MAX_THREADS} of="earlier threads" />
      <ol className={styles['threads']}>
        {here.slice(-MAX_THREADS).map((thread, index) => (
          <Thread
            key={index}
            thread={thread}
            isOutdated={isOutdated(thread, since)}
            latest={thread === latest ? current : undefined}
            onChoose={() => choose(thread)}
            onSeek={(time) => clock.seek(time)}
          />
        ))}
      </ol>
    </section>
  );
}

type Threads = readonly [ReviewThread, ...ReviewThread[]];

/** Threads of other files, by path. */
function elsewhere(
  threads: readonly ReviewThread[],
  path: string | undefined,
): readonly (readonly [path: string, threads: Threads])[] {
  const byPath = new Map<string, [ReviewThread, ...ReviewThread[]]>();
  for (const thread of threads) {
    if (thread.path === undefined || thread.path === path) continue;
    const those = byPath.get(thread.path);
    if (those) those.push(thread);
    else byPath.set(thread.path, [thread]);
  }
  return [...byPath];
}

interface StandingProps {
  readonly threads: readonly ReviewThread[];
  readonly onSeek: (time: TraceTime) => void;
}

/** How the review stands: what is open, and what the reviewer came to. */
function Standing({ threads, onSeek }: StandingProps) {
  const { moment } = useTimeWords();
  const { open, resolved } = countStates(threads);
  const verdict = latestVerdict(threads);
  const isOfEnd = threads.some(({ onlyAtEnd }) => onlyAtEnd);
  return (
    <>
      {open + resolved > 0 && (
        <span className={styles['quiet']}>
          {open} open, {resolved} resolved{isOfEnd && ' at the end'}
        </span>
      )}
      {verdict && (
        <button
          type="button"
          className={styles['verdict']}
          data-verdict={verdict.verdict}
          onClick={() => onSeek(verdict.time)}
        >
          {verdict.deed} by <bdi>{verdict.author ?? NOBODY_KNOWN}</bdi>, {moment(verdict.time)}
        </button>
      )}
    </>
  );
}

interface ThreadProps {
  readonly thread: ReviewThread;
  /** Its lines are those of an earlier text. */
  readonly isOutdated: boolean;
  /** It was spoken in last. */
  readonly latest: RefObject<HTMLLIElement | null> | undefined;
  readonly onChoose: () => void;
  readonly onSeek: (time: TraceTime) => void;
}

function Thread({ thread, isOutdated: isOld, latest, onChoose, onSeek }: ThreadProps) {
  const { lines, side, path, state, onlyAtEnd, comments } = thread;
  return (
    <li
      ref={latest}
      className={styles['thread']}
      data-state={onlyAtEnd ? undefined : state}
      aria-current={latest ? 'true' : undefined}
    >
      <div className={styles['place']}>
        <button type="button" className={styles['line']} onClick={onChoose}>
          {placeWords(lines, side, path)}
          {isOld && ', as it was then'}
        </button>
        {state && (
          <span className={styles['quiet']}>
            {state}
            {onlyAtEnd && ' at the end'}
          </span>
        )}
      </div>
      {comments.slice(0, MAX_COMMENTS).map((comment, index) => (
        <Comment key={index} comment={comment} onSeek={onSeek} />
      ))}
      <LeftOut count={comments.length - MAX_COMMENTS} of="comments" />
    </li>
  );
}

interface CommentProps {
  readonly comment: ReviewComment;
  readonly onSeek: (time: TraceTime) => void;
}

function Comment({ comment: { time, text, author, deed }, onSeek }: CommentProps) {
  const { moment } = useTimeWords();
  return (
    <div className={styles['comment']}>
      <bdi className={styles['author']}>{author ?? NOBODY_KNOWN}</bdi>{' '}
      <button type="button" className={styles['when']} onClick={() => onSeek(time)}>
        {moment(time)}
      </button>{' '}
      {deed !== undefined && <span className={styles['deed']}>{deed} </span>}
      <bdi className={styles['text']}>{text.slice(0, MAX_TEXT)}</bdi>
      <LeftOut count={text.length - MAX_TEXT} of="characters" />
    </div>
  );
}

/** Nothing where none is. */
function LeftOut({ count, of }: { readonly count: number; readonly of: string }) {
  if (count <= 0) return null;
  return (
    <span className={styles['quiet']}>
      {' '}
      … {count.toLocaleString('en')} more {of} …
    </span>
  );
}

function placeWords(
  lines: ReviewThread['lines'],
  side: ReviewThread['side'],
  path: ReviewThread['path'],
): string {
  if (path === undefined) return 'The whole change';
  if (!lines) return 'The whole file';
  const [first, last] = lines;
  const place = first === last ? `Line ${first}` : `Lines ${first} – ${last}`;
  return side === 'old' ? `${place}, before` : place;
}
