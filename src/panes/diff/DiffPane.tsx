import { useCallback, useMemo, useState } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { CausedBy } from '../../timeline/CausedBy.tsx';
import { useFoundText, type FoundText } from '../../timeline/found-link.ts';
import { GapNotice } from '../../timeline/GapNotice.tsx';
import { carried, usePaneView } from '../../timeline/pane-views.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { Reading } from '../../ui/Reading.tsx';
import { useTimeWords } from '../../ui/time-words.ts';
import type { PaneProps } from '../pane.tsx';
import { CodeView } from './CodeView.tsx';
import { AGAINST, type DiffPaneData } from './diff-data.ts';
import styles from './diff-pane.module.css';
import { rowsAt } from './file-rows.ts';
import { FileTree } from './FileTree.tsx';
import { fileNamed, fileOf, type FoundLine, type Place } from './found-line.ts';
import { pictureOf } from './picture.ts';
import type { ReviewThread } from './review-threads.ts';
import { sideOf, sideText, type Side } from './structure.ts';
import { StructureView } from './StructureView.tsx';
import { takenFile, takenText } from './taken-file.ts';
import { useComparison } from './use-comparison.ts';
import { useWorkspace, type OpenWorkspace } from './use-workspace.ts';

export function DiffPane({ data, clock, report }: PaneProps<DiffPaneData>) {
  const open = useWorkspace(data, clock);
  if (!open) return <Reading what="Reading the edits …" />;
  return (
    <Session
      open={open}
      edits={data.edits}
      clock={clock}
      report={report}
      baseCommit={data.baseCommit}
      structureFirst={data.structureFirst}
    />
  );
}

interface SessionProps extends Pick<PaneProps<DiffPaneData>, 'clock' | 'report'> {
  readonly open: OpenWorkspace;
  readonly edits: DiffPaneData['edits'];
  readonly baseCommit: string | undefined;
  readonly structureFirst: boolean;
}

/** What a person took into their own hands. */
interface Taken {
  /** id of the file. */
  readonly file: number;
  /** undefined: the line is still that of the playhead. */
  readonly place: Place | undefined;
  /** What a search led to, if one did. */
  readonly found?: FoundLine | undefined;
}

function Session({ open, edits, clock, report, baseCommit, structureFirst }: SessionProps) {
  const { workspace, bases, patches, threads, failed } = open;
  const [taken, setTaken] = useState<Taken>();
  const [wanted, carry] = usePaneView('diff.file');
  const [heard, setHeard] = useState<string>();
  if (wanted !== heard) {
    setHeard(wanted);
    setTaken(wanted === undefined ? undefined : takenFile(wanted, workspace, patches, clock.now()));
  }
  /** What a person takes, or gives back, an address carries. */
  const take = useCallback(
    (next: Taken | undefined) => {
      const text = next && takenText(next, workspace, patches, clock.now());
      setTaken(next);
      setHeard(carried('diff.file', text));
      carry(text);
    },
    [workspace, patches, clock, carry],
  );
  const [chosen, setAgainst] = usePaneView('diff.against');
  const against = AGAINST.find((one) => one === chosen) ?? 'base';
  const found = useFoundText();
  const [seen, setSeen] = useState<FoundText>();
  if (found !== seen) {
    setSeen(found);
    const file = found && fileOf(found, workspace, patches, clock.now());
    if (found && file !== undefined) {
      const { line, words } = found;
      setTaken({ file, place: { line }, found: { line, words } });
    } else if (taken?.found)
      // Another hit led elsewhere, or the search is over.
      setTaken(found ? undefined : { ...taken, found: undefined });
  }
  const { given, drawn } = useComparison(open, clock, {
    picked: taken?.file,
    against,
    followsLine: taken?.place === undefined,
  });
  const words = useTimeWords();
  const hasEdits = workspace.files.length > 0;
  const [sideWanted, setSideText] = usePaneView('diff.structure');
  const side = hasEdits ? sideOf(sideWanted, structureFirst) : undefined;
  const setSide = (next: Side | undefined): void => setSideText(sideText(next, structureFirst));
  const drawing = useMemo(
    () => given && { picture: given.comparison && pictureOf(given.comparison, hasEdits, words) },
    [given, hasEdits, words],
  );
  const onPick = useCallback((file: number) => take({ file, place: undefined }), [take]);
  const onTake = useCallback(
    (file: number, place: Place) =>
      take({ file, place, found: taken?.file === file ? taken.found : undefined }),
    [take, taken],
  );
  const onReveal = useCallback(
    ({ path, lines }: ReviewThread) => {
      const file = path === undefined ? undefined : fileNamed(path, workspace, patches, clock.now());
      if (file !== undefined) take({ file, place: lines && { line: lines[0] } });
    },
    [workspace, patches, clock, take],
  );
  // It changes exactly when the rows may.
  const count = useClock(clock, (now) => workspace.eventsUntil(now));
  const rows = useMemo(
    () => rowsAt(workspace, bases, patches, clock.now()),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- The rows are those after so many events.
    [workspace, bases, patches, clock, count],
  );
  return (
    <div className={styles['pane']}>
      {failed.map(({ id, title, error }) => (
        <output key={id} className={styles['failure']}>
          {title} cannot be shown. {describeProblem(error).title}
        </output>
      ))}
      <div className={styles['split']} data-structure={side}>
        <section className={styles['files']} aria-label="Files of the workspace">
          {side ? (
            <StructureView
              open={open}
              clock={clock}
              side={side}
              onSide={setSide}
              shown={given?.comparison?.target.id}
              onPick={onPick}
            />
          ) : (
            <FileTree files={rows} shown={given?.comparison?.target.id} beside={hasEdits} onPick={onPick} />
          )}
        </section>
        <CodeView
          drawing={drawing}
          baseCommit={baseCommit}
          taken={taken?.place}
          found={taken?.found}
          following={taken === undefined}
          canFollow={hasEdits}
          against={against}
          hasStructure={hasEdits ? side !== undefined : undefined}
          onStructure={() => setSide(side ? undefined : 'both')}
          clock={clock}
          onAgainst={(next) => setAgainst(next === 'base' ? undefined : next)}
          onFollow={() => take(undefined)}
          onTake={onTake}
          onDrawn={drawn}
          report={report}
          threads={threads}
          onReveal={onReveal}
        />
      </div>
      <GapNotice layers={edits} shown={undefined} clock={clock} />
      <CausedBy layers={edits} what="edit" clock={clock} />
    </div>
  );
}
