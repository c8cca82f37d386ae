import { CornerDownRight, CornerLeftUp } from 'lucide-react';
import { useTimeWords } from '../../ui/time-words.ts';
import type { AgentHandOver } from './agent-runs.ts';
import styles from './conversation-pane.module.css';

interface HandOverTieProps {
  readonly hand: AgentHandOver;
  /** Seen from who gave it; else from who took it. */
  readonly to?: boolean;
  readonly onGo: (hand: AgentHandOver) => void;
}

/** Says to whom work went, or from whom it came, and when; leads to the other end. */
export function HandOverTie({ hand, to = false, onGo }: HandOverTieProps) {
  const words = useTimeWords();
  const [agent, step] = to ? [hand.to, hand.taken] : [hand.from, hand.step];
  const verb = hand.kind === 'started' ? 'started' : 'handed over';
  const what = hand.kind === 'started' && to ? verb : `${verb} ${to ? 'to' : 'by'}`;
  const place = !to && step ? `, step ${step.number}` : '';
  const when = step && agent.onAxis && words.steps === undefined ? ` at ${words.moment(step.time)}` : '';
  const Icon = to ? CornerDownRight : CornerLeftUp;
  return (
    <button type="button" className={styles['tie']} onClick={() => onGo(hand)}>
      <Icon size={12} aria-hidden /> {`${what} ${agent.title}${place}${when}`}
    </button>
  );
}
