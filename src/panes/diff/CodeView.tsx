import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { whenIdle } from '../../base/pause.ts';
import type { Clock } from '../../timeline/clock.ts';
import { usePaneView } from '../../timeline/pane-views.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Reading } from '../../ui/Reading.tsx';
import type { PaneProps } from '../pane.tsx';
import type { Against, DiffPaneData } from './diff-data.ts';
import styles from './diff-pane.module.css';
import { marksOf, rowOfLine, type FoundLine, type Place, type RowPlace } from './found-line.ts';
import { HUNK_HEIGHT, HunkList } from './HunkList.tsx';
import { emptyReport, type Picture } from './picture.ts';
import { PlainCode } from './PlainCode.tsx';
import { ReviewList } from './ReviewList.tsx';
import { latestRemark, remarkedRows, type RemarkedRows, type ReviewThread } from './review-threads.ts';
import { isViewMode, Toolbar } from './Toolbar.tsx';
import { useThreads } from './use-threads.ts';
import { useWidth } from './use-width.ts';

/** Monaco is large: it comes when the first text is to be shown, or when there is nothing else to do. */
const loadEditor = async () => ({ default: (await import('./CodeEditor.tsx')).CodeEditor });
const CodeEditor = lazy(loadEditor);

/** Milliseconds until it comes at the latest where no text is to be shown yet: whoever seeks then need not wait for it. */
const LOADED_WITHIN = 2_000;

/** In CSS pixels: from here on two texts fit beside each other. */
const SIDE_BY_SIDE_FROM = 720;

/** Of a longer list the rest is scrolled to. */
const HUNKS_IN_SIGHT = 4;

const NO_REMARKS: readonly RemarkedRows[] = [];

/** Hears of what is drawn out of sight. */
const NOBODY = (): void => undefined;

/** What is to be drawn: each is answered, also where it looks like the one before. */
interface Drawing {
  /** undefined: no file was in front. */
  readonly picture: Picture | undefined;
}

interface CodeViewProps {
  /** undefined until it is known. */
  readonly drawing: Drawing | undefined;
  readonly baseCommit: string | undefined;
  /** Where a person wants the text to stand; undefined: with what the playhead shows. */
  readonly taken: Place | undefined;
  /** What a search led to in this file, if one did. */
  readonly found: FoundLine | undefined;
  /** Nobody has picked anything. */
  readonly following: boolean;
  /** There is something to follow. */
  readonly canFollow: boolean;
  readonly against: Against;
  /** See Toolbar. */
  readonly hasStructure: boolean | undefined;
  readonly onStructure: () => void;
  readonly clock: Clock;
  readonly onAgainst: (against: Against) => void;
  readonly onFollow: () => void;
  /** A person took the file that is shown into their own hands. */
  readonly onTake: (id: number, place: Place) => void;
  readonly onDrawn: (key: string) => void;
  readonly threads: readonly ReviewThread[];
  /** A review thread was chosen. */
  readonly onReveal: (thread: ReviewThread) => void;
  readonly report: PaneProps<DiffPaneData>['report'];
}

/** One file at the playhead: its text with what changed, or why there is none. */
export function CodeView(props: CodeViewProps) {
  const { drawing, taken, found, following, against, clock, onTake, onDrawn, report } = props;
  const picture = drawing?.picture;
  const view = useRef<HTMLDivElement>(null);
  const width = useWidth(view);
  const [mode, setMode] = usePaneView('diff.mode');
  /** What the code was last drawn of. */
  const drawn = useRef<Picture>(undefined);
  const tell = useRef<() => void>(undefined);
  const sideBySide = (isViewMode(mode) ? mode : width >= SIDE_BY_SIDE_FROM ? 'side' : 'inline') === 'side';
  const code = picture?.code;
  const threads = useThreads(props.threads, clock);
  const since = picture?.since;
  const remarks = useMemo(
    () => (code ? remarkedRows(code, threads, since) : NO_REMARKS),
    [code, threads, since],
  );
  const remark = useMemo(() => code && latestRemark(code, threads, since), [code, threads, since]);
  const place = useMemo((): RowPlace => {
    if (taken === undefined) return { row: remark ?? picture?.row ?? 1 };
    if (taken === 'kept' || 'row' in taken) return taken;
    return { row: code ? rowOfLine(code, taken.line) : 1 };
  }, [taken, remark, picture, code]);
  const marks = useMemo(() => code && found && marksOf(code, found), [code, found]);

  const hasTaken = taken !== undefined;
  useEffect(() => {
    tell.current = () => {
      // Words are on screen as soon as they are rendered; code says so itself.
      if (!drawing || (drawing.picture?.code !== undefined && drawn.current !== drawing.picture)) return;
      const shown = drawing.picture;
      // Where a person has put it, nobody knows which line they look at.
      const line = hasTaken ? null : (remark ?? shown?.report['line'] ?? null);
      if (shown) report({ ...shown.report, line, following }, shown.problem);
      else report({ ...emptyReport(against), following });
      // After the report: who waits for the clock to settle finds it there.
      onDrawn(shown?.key ?? '');
    };
    tell.current();
  }, [drawing, hasTaken, remark, against, following, report, onDrawn]);
  // Told without a render between: the clock is held until then.
  const onCodeDrawn = useCallback(() => {
    drawn.current = picture;
    tell.current?.();
  }, [picture]);
  const editable = picture?.plain ? undefined : picture?.code;
  /** What the editor holds: it stays, also while something else is shown, since it takes long to make. */
  const [held, setHeld] = useState(editable);
  if (editable && editable !== held) setHeld(editable);

  useEffect(() => {
    // Who needs it hears of a failure.
    void whenIdle(LOADED_WITHIN).then(loadEditor).catch(NOBODY);
  }, []);

  const id = picture?.id;
  const take = useCallback(
    (to: Place) => {
      if (id !== undefined) onTake(id, to);
    },
    [id, onTake],
  );
  const onKeep = useCallback(() => take('kept'), [take]);

  return (
    <div ref={view} className={styles['view']}>
      <Toolbar
        picture={picture}
        baseCommit={props.baseCommit}
        against={against}
        following={following || !props.canFollow}
        sideBySide={sideBySide}
        hasStructure={props.hasStructure}
        onStructure={props.onStructure}
        onAgainst={props.onAgainst}
        onFollow={props.onFollow}
        onMode={setMode}
      />
      {picture?.remark !== undefined && <p className={styles['banner']}>{picture.remark}</p>}
      {drawing && !picture && (
        <Notice severity="info" title="No file was open yet.">
          Pick one from the list, or play on.
        </Notice>
      )}
      {picture?.notice && (
        <Notice severity={picture.notice.severity} title={picture.notice.title}>
          {picture.notice.advice}
        </Notice>
      )}
      <div className={styles['code']}>
        {held && (
          <div className={styles['editor']} data-shown={editable !== undefined}>
            <Suspense fallback={<Reading what="Loading the editor …" />}>
              <CodeEditor
                code={held}
                width={width}
                sideBySide={sideBySide}
                place={place}
                marks={editable && marks}
                remarks={editable ? remarks : NO_REMARKS}
                onDrawn={editable ? onCodeDrawn : NOBODY}
                onTake={onKeep}
              />
            </Suspense>
          </div>
        )}
        {picture?.code && picture.plain && (
          <PlainCode code={picture.code} place={place} marks={marks} onDrawn={onCodeDrawn} onTake={onKeep} />
        )}
      </div>
      {picture?.hunks && picture.hunks.length > 0 && (
        <section
          className={styles['hunks']}
          style={{ height: Math.min(picture.hunks.length, HUNKS_IN_SIGHT) * HUNK_HEIGHT + 1 }}
          aria-label="Changes of the file"
        >
          {/* Another file's list begins at its start. */}
          <HunkList key={picture.id} hunks={picture.hunks} clock={clock} onReveal={(row) => take({ row })} />
        </section>
      )}
      <ReviewList
        threads={threads}
        path={picture?.path}
        since={since}
        clock={clock}
        onReveal={props.onReveal}
      />
    </div>
  );
}
