import { useEffect, useMemo } from 'react';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { changesOf, type Code } from './code.ts';
import type { Place } from './code-stage.ts';
import { excerpt, PlainRows, type PlainRow } from './plain-rows.ts';
import styles from './plain-code.module.css';

/** In CSS pixels: as in the editor. */
const ROW_HEIGHT = 18;

interface PlainCodeProps {
  readonly code: Code;
  /** A new object asks anew. */
  readonly place: Place;
  /** The code is on screen. Stable for as long as it is the same. */
  readonly onDrawn: () => void;
  /** A person has scrolled, or clicked. Stable. */
  readonly onTake: () => void;
}

const SIGNS = { same: '', removed: '−', added: '+' } as const;
const WORDS = { same: '', removed: 'removed', added: 'added' } as const;

/** A text that is too large for the editor, with its changes, in one column: only the rows in sight are drawn. */
export function PlainCode({ code, place, onDrawn, onTake }: PlainCodeProps) {
  const { path } = code;
  const rows = useMemo(() => new PlainRows(code.modified, code.changes ?? changesOf(code)), [code]);
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
          return row && <Row row={row} />;
        }}
      />
    </div>
  );
}

function Row({ row }: { readonly row: PlainRow }) {
  const { before, text, after } = excerpt(row);
  return (
    <div className={styles['row']} data-kind={row.kind}>
      <span className={styles['number']}>{row.old}</span>
      <span className={styles['number']}>{row.new}</span>
      <span className={styles['sign']} aria-hidden="true">
        {SIGNS[row.kind]}
      </span>
      <span className="visually-hidden">{WORDS[row.kind]}</span>
      {before > 0 && <LeftOut count={before} />}
      <span className={styles['text']}>{text}</span>
      {after > 0 && <LeftOut count={after} />}
    </div>
  );
}

function LeftOut({ count }: { readonly count: number }) {
  return <span className={styles['leftOut']}>… {count.toLocaleString('en')} more characters …</span>;
}
