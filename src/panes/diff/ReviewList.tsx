import type { Clock } from '../../timeline/clock.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import styles from './review-list.module.css';
import type { ReviewThread } from './review-threads.ts';

/** Of more, the oldest are left out, and told of. */
const MAX_THREADS = 200;
/** Files besides the one that is shown. */
const MAX_FILES = 50;
/** Of a thread, and UTF-16 code units of a comment. */
const MAX_COMMENTS = 100;
const MAX_TEXT = 4_000;

interface ReviewListProps {
  /** As they stand at the playhead. */
  readonly threads: readonly ReviewThread[];
  /** Path of the file that is shown; undefined: none is. */
  readonly path: string | undefined;
  readonly clock: Clock;
  /** A thread was chosen: its file and line are to be brought into sight. */
  readonly onReveal: (thread: ReviewThread) => void;
}

/** What reviewers had said by the playhead: of the file that is shown in full, of others where it is. */
export function ReviewList({ threads, path, clock, onReveal }: ReviewListProps) {
  if (threads.length === 0) return null;
  const here = threads.filter((thread) => thread.path === path || thread.path === undefined);
  const others = elsewhere(threads, path);
  const choose = (thread: ReviewThread): void => {
    const [first] = thread.comments;
    if (first) clock.seek(first.time);
    onReveal(thread);
  };
  return (
    <section className={styles['review']} aria-label="Review">
      <header className={styles['head']}>
        <h3 className={styles['title']}>Review</h3>
        {others.slice(0, MAX_FILES).map(([other, those]) => (
          <button key={other} type="button" className={styles['other']} onClick={() => choose(those[0])}>
            <bdi>{other}</bdi> <span className={styles['quiet']}>{those.length}</span>
          </button>
        ))}
        <LeftOut count={others.length - MAX_FILES} of="files" />
      </header>
      <LeftOut count={here.length - MAX_THREADS} of="earlier threads" />
      <ol className={styles['threads']}>
        {here.slice(-MAX_THREADS).map((thread, index) => (
          <Thread key={index} thread={thread} onChoose={() => choose(thread)} />
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

function Thread({ thread, onChoose }: { readonly thread: ReviewThread; readonly onChoose: () => void }) {
  const { lines, side, path, state, comments } = thread;
  const { moment } = useTimeWords();
  return (
    <li className={styles['thread']}>
      <div className={styles['place']}>
        <button type="button" className={styles['line']} onClick={onChoose}>
          {placeWords(lines, side, path)}
        </button>
        {state && <span className={styles['quiet']}>{state} at the end</span>}
      </div>
      {comments.slice(0, MAX_COMMENTS).map(({ time, text, author }, index) => (
        <div key={index} className={styles['comment']}>
          <bdi className={styles['author']}>{author ?? 'Somebody'}</bdi>{' '}
          <span className={styles['quiet']}>{moment(time)}</span>{' '}
          <bdi className={styles['text']}>{text.slice(0, MAX_TEXT)}</bdi>
          <LeftOut count={text.length - MAX_TEXT} of="characters" />
        </div>
      ))}
      <LeftOut count={comments.length - MAX_COMMENTS} of="comments" />
    </li>
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
