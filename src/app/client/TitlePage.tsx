import { Play } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ClientFile } from '../../schema/generated/types.ts';
import { stopTime } from '../../share/client-file.ts';
import { wordsOf } from '../../trace/order-only.ts';
import styles from './client.module.css';

interface TitlePageProps {
  readonly file: ClientFile;
  /** The trace was looked at already. */
  readonly begun: boolean;
  /** Shows the trace; at a stop of the tour, where one is given. */
  readonly onStart: (index?: number) => void;
}

/** What the sender says first: plain text, whatever it holds. */
export function TitlePage({ file, begun, onStart }: TitlePageProps) {
  const { title, text = '', from, tour = [], steps } = file;
  const { moment } = wordsOf(steps);
  const start = useRef<HTMLButtonElement>(null);
  useEffect(() => start.current?.focus(), []);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className={styles['title-page']}>
      <div className={styles['sheet']}>
        <header>
          {from !== undefined && (
            <p className={styles['from']}>
              <bdi>{from}</bdi>
            </p>
          )}
          <h1>
            <bdi>{title}</bdi>
          </h1>
        </header>
        {paragraphsOf(text).map((paragraph, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- they never change
          <p key={index} className={styles['paragraph']}>
            <bdi>{paragraph}</bdi>
          </p>
        ))}
        <button ref={start} type="button" className={styles['start']} onClick={() => onStart()}>
          <Play size={16} aria-hidden />
          {begun ? 'Go on' : 'Start'}
        </button>
        {tour.length > 0 && (
          <nav aria-label="Tour">
            <h2>What to look at</h2>
            <ol className={styles['stops']}>
              {tour.map((stop, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- they never change
                <li key={index}>
                  <button type="button" className={styles['stop']} onClick={() => onStart(index)}>
                    <span className={styles['time']}>{moment(stopTime(stop)).replace(/\.\d+$/, '')}</span>
                    <bdi>{stop.title}</bdi>
                  </button>
                </li>
              ))}
            </ol>
          </nav>
        )}
      </div>
    </main>
  );
}

/** A blank line begins a new one. */
function paragraphsOf(text: string): readonly string[] {
  return text.split(/\r?\n[\t ]*\r?\n/).filter((paragraph) => paragraph.trim() !== '');
}
