import { CornerDownRight, CornerLeftUp } from 'lucide-react';
import { useTimeWords } from '../../ui/time-words.ts';
import type { AgentHandOver } from './agent-runs.ts';
import styles from './conversation-pane.module.css';

interface HandOverTieProps {
  readonly hand: AgentHandOver;
  /** The end that it leads to, and tells of: who took the work, or who gave it. */
  readonly end: 'to' | 'from';
  readonly onGo: (hand: AgentHandOver) => void;
}

/** Says to whom work went, or from whom it came, and when. */
export function HandOverTie({ hand, end, onGo }: HandOverTieProps) {
  const words = useTimeWords();
  const [agent, step] = end === 'to' ? [hand.to, hand.taken] : [hand.from, hand.step];
  const [given, got] = VERBS[hand.kind];
  const place = end === 'from' && step ? `, step ${step.number}` : '';
  const when = step && agent.onAxis && words.steps === undefined ? ` at ${words.moment(step.time)}` : '';
  const Icon = end === 'to' ? CornerDownRight : CornerLeftUp;
  return (
    <button type="button" className={styles['tie']} onClick={() => onGo(hand)}>
      <Icon size={12} aria-hidden /> {`${end === 'to' ? given : got} ${agent.title}${place}${when}`}
    </button>
  );
}

const VERBS = {
  started: ['started', 'started by'],
  sent: ['handed over to', 'handed over by'],
} as const;
