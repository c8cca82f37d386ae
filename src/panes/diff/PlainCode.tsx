import { useEffect, useMemo } from 'react';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { Code } from './code.ts';
import type { FoundMarks, RowPlace } from './found-line.ts';
import { excerpt, PlainRows, type PlainRow } from './plain-rows.ts';
import styles from './plain-code.module.css';

/** In CSS pixels: as in the editor. */
const ROW_HEIGHT = 18;

interface PlainCodeProps {
  readonly code: Code;
  /** A new object asks anew. */
  readonly place: RowPlace;
  /** Words to be marked. */
  readonly marks: FoundMarks | undefined;
  /** The code is on screen. Stable for as long as it is the same. */
  readonly onDrawn: () => void;
  /** A person has scrolled, or clicked. Stable. */
  readonly onTake: () => void;
}

const SIGNS = { same: '', removed: '−', added: '+' } as const;
const WORDS = { same: '', removed: 'removed', added: 'added' } as const;

/** A text that is too large for the editor, with its changes, in one column: only the rows in sight are drawn. */
export function PlainCode({ code, place, marks, onDrawn, onTake }: PlainCodeProps) {
  const { path, numbers: parts } = code;
  const rows = useMemo(() => new PlainRows(code.modified, code.changes), [code]);
  const numbers = useMemo(() => Array.from({ length: rows.count }, (_, index) => index), [rows]);
  const active = place === 'kept' ? -1 : Math.min(rows.rowOf(place.row - 1), rows.count - 1);
  useEffect(() => {
    // The list scrolls in its effects, and is drawn in the next frame.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(onDrawn);
    });
    return () => cancelAnimationFrame(frame);
  }, [rows, place, onDrawn]);
  return (
    <div className={styles['plain']} onWheelCapture={onTake} onPointerDownCapture={onTake}>
      <VirtualList
        rows={numbers}
        rowHeight={ROW_HEIGHT}
        activeIndex={active}
        follows={place !== 'kept'}
        label={`${path}, at the playhead`}
        onActivate={onTake}
        renderRow={(index) => {
          const row = rows.at(index);
          return (
            row && (
              <Row
                row={row}
                old={lineOf(parts?.original, row.old)}
                now={lineOf(parts?.modified, row.new)}
                spans={row.new === marks?.row ? marks?.spans : undefined}
              />
            )
          );
        }}
      />
    </div>
  );
}

/** Of a row of a side, which may hold only parts of a file, the line that it is. */
function lineOf(
  lines: readonly (number | undefined)[] | undefined,
  row: number | undefined,
): number | undefined {
  return lines && row !== undefined ? lines[row - 1] : row;
}

interface RowProps {
  readonly row: PlainRow;
  /** Its lines before and now; undefined where it is none. */
  readonly old: number | undefined;
  readonly now: number | undefined;
  /** Places of words to be marked. */
  readonly spans: FoundMarks['spans'] | undefined;
}

function Row({ row, old, now, spans = [] }: RowProps) {
  const { before, text, after } = excerpt(row, spans[0]?.[0]);
  return (
    <div className={styles['row']} data-kind={row.kind}>
      <span className={styles['number']}>{old}</span>
      <span className={styles['number']}>{now}</span>
      <span className={styles['sign']} aria-hidden="true">
        {SIGNS[row.kind]}
      </span>
      <span className="visually-hidden">{WORDS[row.kind]}</span>
      {before > 0 && <LeftOut count={before} />}
      <span className={styles['text']}>
        <Marked text={text} spans={spans.map(([start, end]) => [start - before, end - before])} />
      </span>
      {after > 0 && <LeftOut count={after} />}
    </div>
  );
}

/** Spans beyond the text are left out. */
function Marked({ text, spans }: { readonly text: string; readonly spans: FoundMarks['spans'] }) {
  const inside = spans.filter(([start]) => start >= 0 && start < text.length);
  const parts = inside.flatMap(([start, end], index) => [
    text.slice(inside[index - 1]?.[1] ?? 0, start),
    <mark key={start} className={styles['found']}>
      {text.slice(start, end)}
    </mark>,
  ]);
  return (
    <>
      {parts}
      {text.slice(inside.at(-1)?.[1] ?? 0)}
    </>
  );
}

function LeftOut({ count }: { readonly count: number }) {
  return <span className={styles['leftOut']}>… {count.toLocaleString('en')} more characters …</span>;
}
