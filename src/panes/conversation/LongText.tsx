import { useContext } from 'react';
import { FoldsContext, useFold } from './folds.ts';
import styles from './conversation-pane.module.css';
import { cutText, markedPieces, textBlocks } from './text-blocks.ts';

/** Characters of a text that is shown whole: more would keep the page from its work. */
const MAX_WHOLE = 200_000;

interface LongTextProps {
  readonly text: string;
  /** Of the fold: unique in the conversation. */
  readonly id: string;
  /** Of the step that it is in. */
  readonly step: string;
  /** Lines and characters that are shown before somebody asks for all. */
  readonly lines: number;
  readonly characters?: number;
  /** It is code all over, whose signs stand in columns. */
  readonly code?: boolean;
  /** What it is, for the button that shows it whole. */
  readonly what: string;
}

/** Plain text, folded where it is long. Nothing in it is markup. */
export function LongText({ text, id, step, lines, characters = 1500, code = false, what }: LongTextProps) {
  const [isOpen, toggle] = useFold(id);
  const found = useContext(FoldsContext).foundIn(step);
  const opened = isOpen || found !== undefined;
  const folded = cutText(text, lines, characters);
  const shown = opened ? cutText(text, Infinity, MAX_WHOLE) : folded;
  const blocks = code ? [{ code: true, text: shown.text }] : textBlocks(shown.text);
  return (
    <div className={styles['long']}>
      {blocks.map((block, index) => (
        <div key={index} className={styles[block.code ? 'code' : 'prose']} dir="auto">
          {markedPieces(block.text, found ?? []).map((piece, at) =>
            piece.found ? <mark key={at}>{piece.text}</mark> : piece.text,
          )}
        </div>
      ))}
      {folded.characters > 0 && (
        <button type="button" className={styles['more']} aria-expanded={opened} onClick={toggle}>
          {opened ? `Show less of the ${what}` : `Show all of the ${what} (${rest(folded)} more)`}
        </button>
      )}
      {opened && shown.characters > 0 && (
        <p
          className={styles['note']}
        >{`${shown.characters.toLocaleString('en')} characters more are not shown.`}</p>
      )}
    </div>
  );
}

function rest({ lines, characters }: { readonly lines: number; readonly characters: number }): string {
  if (lines > 0) return `${lines.toLocaleString('en')} ${lines === 1 ? 'line' : 'lines'}`;
  return `${characters.toLocaleString('en')} characters`;
}
