import { CornerDownRight } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import type { Agent, AgentHandOver } from './agent-runs.ts';
import styles from './conversation-pane.module.css';

interface AgentTabsProps {
  readonly agents: readonly Agent[];
  readonly handOvers: readonly AgentHandOver[];
  readonly chosen: Agent;
  readonly onChoose: (agent: Agent) => void;
  /** id of the element that the tabs control. */
  readonly controls: string;
}

/** A tab an agent; those that another one started stand behind an arrow. */
export function AgentTabs({ agents, handOvers, chosen, onChoose, controls }: AgentTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const index = nextTab(event.key, agents.indexOf(chosen), agents.length);
    const next = index === undefined ? undefined : agents[index];
    if (index === undefined || !next) return;
    // The arrows would move the playhead too.
    event.preventDefault();
    event.stopPropagation();
    onChoose(next);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus();
  };
  return (
    <div ref={list} className={styles['tabs']} role="tablist" aria-label="Agents">
      {agents.map((agent) => {
        const parent = handOvers.find(({ kind, to }) => kind === 'started' && to === agent)?.from;
        return (
          <button
            key={agent.id}
            type="button"
            role="tab"
            className={styles['tab']}
            aria-selected={agent === chosen}
            aria-controls={controls}
            tabIndex={agent === chosen ? 0 : -1}
            title={parent && `Started by ${parent.title}`}
            onClick={() => onChoose(agent)}
            onKeyDown={onKeyDown}
          >
            {parent && <CornerDownRight size={11} aria-hidden />}
            {agent.title} <span className={styles['count']}>{agent.track.length}</span>
          </button>
        );
      })}
    </div>
  );
}

/** The tab that a key leads to; undefined for keys that lead nowhere. */
function nextTab(key: string, index: number, count: number): number | undefined {
  if (key === 'ArrowRight') return (index + 1) % count;
  if (key === 'ArrowLeft') return (index + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}
