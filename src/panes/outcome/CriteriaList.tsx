import { ResultLine, type ResultSign } from '../../ui/ResultLine.tsx';
import { SeekButton } from '../../ui/SeekButton.tsx';
import { inWords, RESULTS, type Evidence, type JudgedCriterion, type Manifest } from './outcome-data.ts';
import styles from './outcome-lists.module.css';
import { Nothing } from './parts.tsx';

const SIGNS: Readonly<Record<JudgedCriterion['result'], ResultSign>> = {
  met: 'good',
  not_met: 'bad',
  unknown: 'unknown',
  unrecorded: 'unknown',
};

interface CriteriaListProps {
  readonly criteria: readonly JudgedCriterion[];
  readonly layers: Manifest['layers'];
  readonly onSeek: (micros: number) => void;
}

export function CriteriaList({ criteria, layers, onSeek }: CriteriaListProps) {
  if (criteria.length === 0) return <Nothing>The task names no criteria.</Nothing>;
  const titles = new Map(layers.map((layer) => [layer.id, nameOf(layer)]));
  return (
    <ul className={styles['list']}>
      {criteria.map(({ id, text, check, command, result, evidence }) => (
        <ResultLine
          key={id}
          sign={SIGNS[result]}
          text={text ?? `${id}, which is not among the task's criteria`}
          result={RESULTS[result]}
          facts={
            <>
              {check !== undefined && <span>{check}</span>}
              {command !== undefined && <code>{command}</code>}
            </>
          }
        >
          {evidence.length === 0 ? (
            <p className={styles['meta']}>No evidence was recorded.</p>
          ) : (
            <ul className={styles['evidence']} aria-label={`Evidence for ${id}`}>
              {evidence.map((one, index) => (
                <EvidenceItem key={index} evidence={one} titles={titles} onSeek={onSeek} />
              ))}
            </ul>
          )}
        </ResultLine>
      ))}
    </ul>
  );
}

/** A layer that is not there can show nothing: said where it is named as evidence. */
function nameOf({ id, title, status }: Manifest['layers'][number]): string {
  return status === 'present' ? (title ?? id) : `${title ?? id} (${inWords(status)})`;
}

interface EvidenceItemProps {
  readonly evidence: Evidence;
  /** Names of the layers by id. */
  readonly titles: ReadonlyMap<string, string>;
  readonly onSeek: (micros: number) => void;
}

function EvidenceItem({ evidence: { layer, t, path, note }, titles, onSeek }: EvidenceItemProps) {
  const source = layer === undefined ? undefined : (titles.get(layer) ?? `${layer} (no such layer)`);
  const words = [source, note, path].filter((part) => part !== undefined);
  return (
    <li>
      {t !== undefined && <SeekButton micros={t} onSeek={onSeek} />}
      <span className={t === undefined ? styles['whole'] : undefined}>
        {words.join(' · ') || 'nothing is said of it'}
      </span>
    </li>
  );
}
