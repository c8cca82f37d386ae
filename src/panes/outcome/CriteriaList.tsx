import { CircleCheck, CircleHelp, CircleX, type LucideIcon } from 'lucide-react';
import { SeekButton } from '../../ui/SeekButton.tsx';
import { inWords, RESULTS, type Evidence, type JudgedCriterion, type Manifest } from './outcome-data.ts';
import styles from './outcome-lists.module.css';
import { Nothing } from './parts.tsx';

const ICONS: Readonly<Record<JudgedCriterion['result'], LucideIcon>> = {
  met: CircleCheck,
  not_met: CircleX,
  unknown: CircleHelp,
  unrecorded: CircleHelp,
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
      {criteria.map((criterion) => {
        const Icon = ICONS[criterion.result];
        return (
          <li key={criterion.id} className={styles['criterion']} data-result={criterion.result}>
            <Icon size={16} aria-hidden />
            <div className={styles['content']}>
              <p className={styles['text']}>
                {criterion.text ?? `${criterion.id}, which is not among the task's criteria`}
              </p>
              <p className={styles['meta']}>
                <span className={styles['result']}>{RESULTS[criterion.result]}</span>
                {criterion.check !== undefined && <span>{criterion.check}</span>}
                {criterion.command !== undefined && <code>{criterion.command}</code>}
              </p>
              {criterion.evidence.length === 0 ? (
                <p className={styles['meta']}>No evidence was recorded.</p>
              ) : (
                <ul className={styles['evidence']} aria-label={`Evidence for ${criterion.id}`}>
                  {criterion.evidence.map((evidence, index) => (
                    <EvidenceItem key={index} evidence={evidence} titles={titles} onSeek={onSeek} />
                  ))}
                </ul>
              )}
            </div>
          </li>
        );
      })}
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
