import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { problemOf } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import { Notice } from '../../ui/Notice.tsx';
import type { PaneProps } from '../pane.tsx';
import type { Comparison } from './comparer.ts';
import { whyClosed, whyUncompared } from './describe-content.ts';
import type { Against, DiffPaneData } from './diff-data.ts';
import styles from './diff-pane.module.css';
import { HUNK_HEIGHT, HunkList } from './HunkList.tsx';
import type { Code } from './show-code.ts';
import { Toolbar, type ViewMode } from './Toolbar.tsx';
import { useWidth } from './use-width.ts';

/** Monaco is large: it comes when the first text is to be shown. */
const CodeEditor = lazy(async () => ({ default: (await import('./CodeEditor.tsx')).CodeEditor }));

/** In CSS pixels: from here on two texts fit beside each other. */
const SIDE_BY_SIDE_FROM = 720;

/** Of a longer list the rest is scrolled to. */
const HUNKS_IN_SIGHT = 4;

interface CodeViewProps {
  readonly comparison: Comparison | undefined;
  readonly ready: boolean;
  readonly baseCommit: string | undefined;
  readonly following: boolean;
  readonly against: Against;
  readonly clock: Clock;
  readonly onAgainst: (against: Against) => void;
  readonly onFollow: () => void;
  readonly onDrawn: (key: string) => void;
  readonly report: PaneProps<DiffPaneData>['report'];
}

/** One file at the playhead: its text with what changed, or why there is none. */
export function CodeView(props: CodeViewProps) {
  const { comparison, ready, baseCommit, following, against, clock, onAgainst, onFollow, onDrawn, report } =
    props;
  const stage = useRef<HTMLDivElement>(null);
  const width = useWidth(stage);
  const [mode, setMode] = useState<ViewMode>();
  const [revealed, setRevealed] = useState<{ readonly line: number }>();
  /** The comparison whose code was last drawn. */
  const [drawn, setDrawn] = useState<Comparison>();
  const sideBySide = (mode ?? (width >= SIDE_BY_SIDE_FROM ? 'side' : 'inline')) === 'side';
  const closed = comparison && whyClosed(comparison);
  const code = useMemo(() => comparison && codeOf(comparison), [comparison]);
  const uncompared = code && comparison && whyUncompared(comparison);

  const onCodeDrawn = useCallback(() => setDrawn(comparison), [comparison]);
  // Words are on screen as soon as they are rendered; code says so itself.
  const onScreen = ready && (code === undefined || drawn === comparison);
  useEffect(() => {
    if (!onScreen) return;
    report(...reportOf(comparison, against, following));
    // After the report: who waits for the clock to settle finds it there.
    onDrawn(comparison?.target.key ?? '');
  }, [onScreen, comparison, against, following, report, onDrawn]);

  return (
    <div ref={stage} className={styles['view']}>
      <Toolbar
        comparison={comparison}
        baseCommit={baseCommit}
        against={against}
        following={following}
        sideBySide={sideBySide}
        onAgainst={onAgainst}
        onFollow={onFollow}
        onMode={setMode}
      />
      {uncompared !== undefined && <p className={styles['banner']}>{uncompared}</p>}
      {ready && !comparison && (
        <Notice severity="info" title="No file was open yet.">
          Pick one from the list, or play on.
        </Notice>
      )}
      {closed && (
        <Notice severity={closed.severity} title={closed.title}>
          {closed.advice}
        </Notice>
      )}
      {code && (
        <div className={styles['code']}>
          <Suspense fallback={<p className={styles['message']}>Loading the editor…</p>}>
            <CodeEditor
              code={code}
              width={width}
              sideBySide={sideBySide}
              revealed={revealed}
              onDrawn={onCodeDrawn}
            />
          </Suspense>
        </div>
      )}
      {comparison?.hunks && comparison.hunks.length > 0 && (
        <section
          className={styles['hunks']}
          style={{ height: Math.min(comparison.hunks.length, HUNKS_IN_SIGHT) * HUNK_HEIGHT + 1 }}
          aria-label="Changes of the file"
        >
          <HunkList hunks={comparison.hunks} clock={clock} onReveal={(line) => setRevealed({ line })} />
        </section>
      )}
    </div>
  );
}

/** The texts to draw; undefined where there are none. A text that is compared with nothing stands beside itself. */
function codeOf({ target, original, modified, line }: Comparison): Code | undefined {
  if (modified.kind !== 'text') return undefined;
  const before = original.kind === 'text' ? original.text : original.kind === 'absent' ? '' : modified.text;
  return { path: target.path, original: before, modified: modified.text, line };
}

function reportOf(
  comparison: Comparison | undefined,
  against: Against,
  following: boolean,
): Parameters<PaneProps<DiffPaneData>['report']> {
  if (!comparison)
    return [
      { file: null, against, state: 'none', added: null, removed: null, hunks: null, line: null, following },
    ];
  const { target, original, modified, hunks, line } = comparison;
  const failed = [modified, original].find((content) => content.kind === 'failed');
  const shown = {
    file: target.path,
    against: target.against,
    state:
      modified.kind === 'text' && original.kind !== 'text' && original.kind !== 'absent'
        ? 'uncompared'
        : modified.kind,
    added: hunks?.reduce((sum, { added }) => sum + added.length, 0) ?? null,
    removed: hunks?.reduce((sum, { removed }) => sum + removed.length, 0) ?? null,
    hunks: hunks?.length ?? null,
    line: modified.kind === 'text' ? line : null,
    following,
  };
  return failed ? [shown, problemOf(failed.error, 'error', target.version?.time)] : [shown];
}
