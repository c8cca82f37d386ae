import { CornerDownRight } from 'lucide-react';
import { useCallback, useEffect, useId, useMemo, useState } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { toSeconds } from '../../base/time.ts';
import { useChosenCall } from '../../timeline/call-link.ts';
import { useFoundText } from '../../timeline/found-link.ts';
import { usePaneView } from '../../timeline/pane-views.ts';
import { useClock } from '../../timeline/use-clock.ts';
import type { AgentStep } from '../../trace/agent-steps.ts';
import { FlowList } from '../../ui/FlowList.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Reading } from '../../ui/Reading.tsx';
import { useTimeWords } from '../../ui/time-words.ts';
import type { PaneProps } from '../pane.tsx';
import type { Agent, AgentHandOver } from './agent-runs.ts';
import { AgentTabs } from './AgentTabs.tsx';
import type { ConversationData } from './conversation-data.ts';
import { FoldsContext } from './folds.ts';
import { pictureFinder, PicturesContext } from './pictures.ts';
import { StepCard } from './StepCard.tsx';
import { Totals } from './Totals.tsx';
import { useAgents, type Agents } from './use-agents.ts';
import styles from './conversation-pane.module.css';

/** In CSS pixels: a head and some lines. */
const ESTIMATE = 110;

export function ConversationPane({ data, clock, report }: PaneProps<ConversationData>) {
  const agents = useAgents(data, clock);
  if (!agents) return <Reading what="Reading what the agents did …" />;
  return <Conversation agents={agents} data={data} clock={clock} report={report} />;
}

interface ConversationProps extends PaneProps<ConversationData> {
  readonly agents: Agents;
}

function Conversation({ agents: all, data, clock, report }: ConversationProps) {
  const { agents, failed, handOvers } = all;
  const [picked, pick] = usePaneView('conversation.agent');
  const chosenCall = useChosenCall();
  const found = useFoundText();
  const panel = useId();
  // Whoever goes to a call, or to a hit of a search, is shown its agent.
  const called = chosenCall?.layer;
  const hit = found?.kind === 'agent_steps' ? found : undefined;
  useEffect(() => {
    if (called !== undefined) pick(called);
  }, [called, chosenCall, pick]);
  useEffect(() => {
    if (hit) pick(hit.layer);
  }, [hit, pick]);
  const agent = agents.find(({ id }) => id === picked) ?? agents[0];
  const active = useClock(clock, (now) => (agent?.onAxis === true ? agent.track.indexAt(now) : -1));
  useEffect(() => {
    const step = agent?.track.items[active];
    report({
      agents: agents.map(({ id }) => id),
      agent: agent?.id ?? null,
      count: agent?.track.length ?? 0,
      index: step ? active : null,
      time: step ? toSeconds(step.time) : null,
      step: step?.number ?? null,
    });
  }, [agents, agent, active, report]);

  const onChoose = useCallback((next: Agent) => pick(next.id), [pick]);
  const goTo = useCallback(
    (to: Agent, step: AgentStep | undefined) => {
      pick(to.id);
      if (step && to.onAxis) clock.seek(step.time);
    },
    [pick, clock],
  );
  const onGiven = useCallback(({ to, taken }: AgentHandOver) => goTo(to, taken), [goTo]);
  const onTaken = useCallback(({ from, step }: AgentHandOver) => goTo(from, step), [goTo]);
  const onSeek = useCallback((step: AgentStep) => clock.seek(step.time), [clock]);
  return (
    <div className={styles['pane']}>
      {agent && (
        <header className={styles['bar']}>
          {agents.length > 1 ? (
            <AgentTabs {...{ agents, handOvers, onChoose }} chosen={agent} controls={panel} />
          ) : (
            <span className={styles['name']}>{agent.title}</span>
          )}
          <RunWords agent={agent} />
        </header>
      )}
      {failed.map(({ id, title, error }) => (
        <output key={id} className={styles['failure']}>
          {title} is not shown. {describeProblem(error).title}
        </output>
      ))}
      {agent && <Totals agent={agent} active={active} />}
      {agent && (
        <StartedBy
          hand={handOvers.find(({ kind, to }) => kind === 'started' && to === agent)}
          onGo={onTaken}
        />
      )}
      <div id={panel} className={styles['list']} role={agents.length > 1 ? 'tabpanel' : undefined}>
        {agent && agent.track.length > 0 && (
          <StepFlow key={agent.id} {...{ agent, all, data, active, onSeek, onGiven, onTaken }} />
        )}
        {agent?.track.length === 0 && (
          <Notice severity="info" title="This agent did nothing that was recorded." />
        )}
      </div>
    </div>
  );
}

interface StepFlowProps {
  readonly agent: Agent;
  readonly all: Agents;
  readonly data: ConversationData;
  readonly active: number;
  readonly onSeek: (step: AgentStep) => void;
  readonly onGiven: (hand: AgentHandOver) => void;
  readonly onTaken: (hand: AgentHandOver) => void;
}

function StepFlow({ agent, all, data, active, onSeek, onGiven, onTaken }: StepFlowProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const chosen = useChosenCall();
  const found = useFoundText();
  const { track, id } = agent;
  const folds = useMemo(() => {
    const place = found?.layer === id ? /^step (\d+),/.exec(found.place)?.[1] : undefined;
    const at = place === undefined ? -1 : track.items.findIndex(({ number }) => number === Number(place));
    const key = `${id} ${at}`;
    return {
      open,
      toggle: (one: string) =>
        setOpen((before) => {
          const next = new Set(before);
          if (!next.delete(one)) next.add(one);
          return next;
        }),
      foundIn: (step: string) => (at >= 0 && step === key ? found?.words : undefined),
      at,
    };
  }, [open, found, id, track]);
  const wanted = useMemo(() => {
    const index =
      chosen?.layer === id
        ? track.items.findIndex(({ calls }) => calls.some((call) => call.id === chosen.call))
        : folds.at;
    return index >= 0 ? { index } : undefined;
    // The texts that are open do not lead anywhere.
  }, [chosen, id, track, folds.at]);
  const find = useMemo(() => pictureFinder(data.bundle, agent.layer), [data, agent]);
  const handOvers = useMemo(
    () => all.handOvers.filter(({ from, to }) => from === agent || to === agent),
    [all, agent],
  );
  return (
    <PicturesContext value={find}>
      <FoldsContext value={folds}>
        <FlowList
          rows={track.items}
          estimate={ESTIMATE}
          activeIndex={active}
          wanted={wanted}
          label={`Steps of ${agent.title}`}
          renderRow={(step, index) => (
            <StepCard
              {...{ agent, step, handOvers, chosen, onSeek, onGiven, onTaken }}
              effects={all.effects}
              ahead={agent.onAxis && index > active}
            />
          )}
        />
      </FoldsContext>
    </PicturesContext>
  );
}

/** Which program and model, and whether its times are known. */
function RunWords({ agent: { run, title, onAxis } }: { readonly agent: Agent }) {
  const { steps } = useTimeWords();
  const name =
    run.agent === title ? run.agentVersion : [run.agent, run.agentVersion].filter(Boolean).join(' ');
  return (
    <>
      <span className={styles['run']} title={run.version}>
        {[name, run.model].filter(Boolean).join(' · ')}
      </span>
      {(!onAxis || steps !== undefined) && (
        <span
          className={styles['orderOnly']}
          title={
            onAxis
              ? 'No times were recorded, only the order of the steps.'
              : 'This layer has no times and others have: no step of it is the present one.'
          }
        >
          order only
        </span>
      )}
    </>
  );
}

interface StartedByProps {
  readonly hand: AgentHandOver | undefined;
  readonly onGo: (hand: AgentHandOver) => void;
}

/** Who started this agent, and where. */
function StartedBy({ hand, onGo }: StartedByProps) {
  if (!hand) return null;
  const { from, step } = hand;
  return (
    <p className={styles['startedBy']}>
      <CornerDownRight size={12} aria-hidden />
      Started by
      <button type="button" className={styles['tie']} onClick={() => onGo(hand)}>
        {from.title}
        {step ? `, step ${step.number}` : ''}
      </button>
      {!step && <span className={styles['quiet']}>by which call was not recorded</span>}
    </p>
  );
}
