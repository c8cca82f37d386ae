import type { RefObject } from 'react';
import type { Clock } from '../../timeline/clock.ts';
import { SeekButton } from '../../ui/SeekButton.tsx';
import { DetailFrame } from '../../ui/DetailFrame.tsx';
import styles from './detail.module.css';
import { FailureText } from './FailureText.tsx';
import type { LintHistory, StandingDiagnostic } from './lint-history.ts';
import { describeSuppression, moreWords, openWords, placeWords } from './words.ts';

interface LintDetailProps {
  readonly standing: StandingDiagnostic;
  readonly history: LintHistory;
  readonly clock: Clock;
  readonly list: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/** All that the report says of one diagnostic, and when it stood. */
export function LintDetail({ standing, history, clock, list, onClose }: LintDetailProps) {
  const { diagnostic, span } = standing;
  const { rule, about, level, message, file, snippet, suppressions, more } = diagnostic;
  const others = moreWords(more);
  return (
    <DetailFrame
      kind="Diagnostic"
      title={
        [rule, about.name]
          .filter((name, index, names) => name && names.indexOf(name) === index)
          .join(' · ') || 'No rule named'
      }
      place={[file, placeWords(diagnostic)].filter(Boolean).join(', ')}
      label="What the report says"
      list={list}
      onClose={onClose}
    >
      <p className={styles['message']}>
        <strong>{level === 'none' ? 'no level' : level}</strong>: <bdi>{message}</bdi>
      </p>
      {snippet !== undefined && <FailureText text={snippet} />}
      <h3>When</h3>
      <p className={styles['places']}>
        <Seek words="first seen" run={span.first} history={history} clock={clock} />
        {span.last !== span.first && (
          <Seek words="last seen" run={span.last} history={history} clock={clock} />
        )}
        {span.fixedIn === undefined ? (
          <span>{openWords(span, history)}</span>
        ) : (
          <Seek words="gone" run={span.fixedIn} history={history} clock={clock} />
        )}
      </p>
      {suppressions.length > 0 && (
        <>
          <h3>Suppressed</h3>
          <ul className={styles['list']}>
            {suppressions.map((suppression, index) => (
              <li key={index}>{describeSuppression(suppression)}</li>
            ))}
          </ul>
        </>
      )}
      {about.help !== undefined && (
        <>
          <h3>About the rule</h3>
          <p className={styles['message']}>
            <bdi>{about.help}</bdi>
          </p>
        </>
      )}
      {about.helpUri !== undefined && <p className={styles['quiet']}>{about.helpUri}</p>}
      {others !== undefined && <p className={styles['quiet']}>{others}</p>}
    </DetailFrame>
  );
}

interface SeekProps {
  readonly words: string;
  /** Index of the run. */
  readonly run: number;
  readonly history: LintHistory;
  readonly clock: Clock;
}

function Seek({ words, run, history, clock }: SeekProps) {
  const item = history.runs[run]?.item;
  if (!item) return null;
  return (
    <span>
      {words} <SeekButton micros={item.time} onSeek={() => clock.seek(item.time)} />
    </span>
  );
}
