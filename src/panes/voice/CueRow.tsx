import { PencilLine, Split } from 'lucide-react';
import { useTimeWords } from '../../ui/time-words.ts';
import { cut, type Piece } from './find-text.ts';
import type { Line } from './line.ts';
import styles from './transcript.module.css';

/** Speakers beyond these share a colour; their names tell them apart. */
const DOT_COLOURS = 6;

interface CueRowProps {
  readonly line: Line;
  /** Number of its speaker, for the colour of the dot; undefined where one speaks alone. */
  readonly speaker: number | undefined;
  /** It is said, or was written, at the playhead. */
  readonly spoken: boolean;
  /** It starts after the playhead. */
  readonly ahead: boolean;
  /** What is looked for. */
  readonly pattern: RegExp | undefined;
  /** It is the find that was gone to. */
  readonly found: boolean;
}

export function CueRow({ line, speaker, spoken, ahead, pattern, found }: CueRowProps) {
  const { time, text, written } = line;
  const { moment } = useTimeWords();
  return (
    <div className={styles['row']} data-spoken={spoken} data-ahead={ahead} data-found={found}>
      <span className={styles['time']}>{moment(time).replace(/\.\d+$/, '')}</span>
      {/* Two lines are shown; the rest is in the tooltip, and in the document for screen readers. */}
      <span className={styles['text']} title={text} dir="auto">
        <Mark line={line} />
        {line.speaker !== undefined && (
          <bdi className={styles['speaker']}>
            {speaker !== undefined && (
              <span className={styles['dot']} data-colour={speaker % DOT_COLOURS} aria-hidden />
            )}
            {line.speaker}{' '}
          </bdi>
        )}
        {cut(text, pattern).map((piece, index) => (
          <Words key={index} piece={piece} />
        ))}
      </span>
      {spoken && <span className="visually-hidden">{written ? ', written now' : ', being said'}</span>}
    </div>
  );
}

/** What kind of words they are, where they are not just said. */
function Mark({ line: { written, decision } }: Pick<CueRowProps, 'line'>) {
  if (!written && !decision) return null;
  const Icon = written ? PencilLine : Split;
  const words = written ? (decision ? 'decision, written' : 'written') : 'decision';
  return (
    <bdi className={styles['mark']}>
      <Icon size={12} aria-hidden /> {words}{' '}
    </bdi>
  );
}

function Words({ piece: { text, hit, action } }: { readonly piece: Piece }) {
  const className = action ? styles['action'] : undefined;
  return hit ? <mark className={className}>{text}</mark> : <span className={className}>{text}</span>;
}
