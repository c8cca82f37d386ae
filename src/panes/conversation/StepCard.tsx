import { Bot, Brain, ChevronDown, ChevronRight, Settings, User, type LucideIcon } from 'lucide-react';
import { memo, useContext } from 'react';
import { useTimeWords } from '../../ui/time-words.ts';
import type { AgentStep, CallRef, StepSource } from '../../trace/agent-steps.ts';
import { effectsOf, type Agent, type AgentHandOver, type Effects } from './agent-runs.ts';
import { CallBox, ResultBox } from './CallBox.tsx';
import { FoldsContext, useFold } from './folds.ts';
import { HandOverTie } from './HandOverTie.tsx';
import { LongText } from './LongText.tsx';
import { Parts } from './Parts.tsx';
import styles from './conversation-pane.module.css';
import { usageWords } from './usage.ts';

const ICONS: Readonly<Record<StepSource, LucideIcon>> = {
  user: User,
  agent: Bot,
  system: Settings,
  other: Settings,
};

interface StepCardProps {
  readonly agent: Agent;
  readonly step: AgentStep;
  /** It happens after the playhead. */
  readonly ahead: boolean;
  readonly effects: Effects;
  /** Of this agent: what it gave, and what it took. */
  readonly handOvers: readonly AgentHandOver[];
  readonly chosen: CallRef | undefined;
  readonly onSeek: (step: AgentStep) => void;
  /** Go to where it was taken, and to where it was given. */
  readonly onGiven: (hand: AgentHandOver) => void;
  readonly onTaken: (hand: AgentHandOver) => void;
}

/** One step: who, when and at what price, then what was thought, said, asked and answered. */
export const StepCard = memo(function StepCard(props: StepCardProps) {
  const { agent, step, ahead, effects, handOvers, chosen, onSeek, onGiven, onTaken } = props;
  const id = `${agent.id} ${step.index}`;
  const Icon = ICONS[step.source];
  const usage = usageWords(step.usage ?? NO_USAGE);
  // Who started an agent stands above all of its steps.
  const taken = handOvers.find((hand) => hand.kind === 'sent' && hand.to === agent && hand.taken === step);
  return (
    <article className={styles['step']} data-source={step.source} data-ahead={ahead || undefined}>
      <header className={styles['head']}>
        <Icon className={styles['icon']} size={14} aria-hidden />
        <Where agent={agent} step={step} onSeek={onSeek} />
        <Remarks agent={agent} step={step} isTied={taken !== undefined} />
        {taken && <HandOverTie hand={taken} end="from" onGo={onTaken} />}
        {usage !== '' && <span className={styles['usage']}>{usage}</span>}
      </header>
      {step.reasoning !== undefined && <Reasoning id={id} text={step.reasoning} />}
      <Parts parts={step.message} id={`${id} message`} step={id} what="message" lines={14} />
      {step.calls.map((call, index) => (
        <CallBox
          key={index}
          call={call}
          id={`${id} call ${index}`}
          step={id}
          chosen={chosen !== undefined && chosen.layer === agent.id && chosen.call === call.id}
          effects={effectsOf(effects, { layer: agent.id, call: call.id })}
          given={handOvers.filter(
            (hand) => hand.from === agent && hand.step === step && hand.call === call.id,
          )}
          onGiven={onGiven}
        />
      ))}
      {step.results.map((result, index) => (
        <ResultBox key={index} result={result} id={`${id} answer ${index}`} step={id} />
      ))}
    </article>
  );
});

const NO_USAGE = { prompt: undefined, completion: undefined, cached: undefined, cost: undefined };

/** Who and when; leads there, where there is a when. */
function Where({ agent, step, onSeek }: Pick<StepCardProps, 'agent' | 'step' | 'onSeek'>) {
  const words = useTimeWords();
  const name = `${step.sourceName} · ${step.number}`;
  if (!agent.onAxis) return <span className={styles['who']}>{name}</span>;
  const when = words.steps === undefined ? words.moment(step.time) : undefined;
  return (
    <button type="button" className={styles['who']} title="Go to this step" onClick={() => onSeek(step)}>
      {name}
      {when !== undefined && <span className={styles['time']}>{when}</span>}
    </button>
  );
}

interface RemarksProps extends Pick<StepCardProps, 'agent' | 'step'> {
  /** Whoever handed the step over is here, and is led to. */
  readonly isTied: boolean;
}

function Remarks({ agent, step, isTied }: RemarksProps) {
  const by = step.handedOverBy?.run;
  const remarks = [
    by && !isTied ? `handed over by ${by.trajectory ?? by.session}, who is not known here` : undefined,
    step.untimed && agent.onAxis ? 'no time recorded' : undefined,
    step.copied ? 'taken over from an earlier run' : undefined,
    step.sideChain ? 'side chain' : undefined,
    step.model !== undefined && step.model !== agent.run.model ? step.model : undefined,
  ];
  return remarks.map((remark) =>
    remark === undefined ? null : (
      <span key={remark} className={styles['remark']}>
        {remark}
      </span>
    ),
  );
}

function Reasoning({ id, text }: { readonly id: string; readonly text: string }) {
  const [isOpen, toggle] = useFold(`${id} reasoning`);
  const opened = useContext(FoldsContext).foundIn(id) !== undefined || isOpen;
  const Icon = opened ? ChevronDown : ChevronRight;
  return (
    <div className={styles['reasoning']}>
      <button type="button" className={styles['fold']} aria-expanded={opened} onClick={toggle}>
        <Icon size={12} aria-hidden />
        <Brain size={12} aria-hidden />
        Reasoning
        {!opened && (
          <span className={styles['preview']}>{text.trimStart().slice(0, 120).split('\n', 1)}</span>
        )}
      </button>
      {opened && (
        <LongText
          id={`${id} reasoning text`}
          step={id}
          what="reasoning"
          text={text}
          lines={40}
          characters={6000}
        />
      )}
    </div>
  );
}
