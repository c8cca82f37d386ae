import { CornerDownRight, SquareTerminal } from 'lucide-react';
import { useCallLink } from '../../timeline/call-link.ts';
import type { ToolCall, ToolResult } from '../../trace/agent-steps.ts';
import type { AgentHandOver, Effect } from './agent-runs.ts';
import { HandOverTie } from './HandOverTie.tsx';
import { LongText } from './LongText.tsx';
import { Parts } from './Parts.tsx';
import styles from './conversation-pane.module.css';

interface CallBoxProps {
  readonly call: ToolCall;
  readonly id: string;
  readonly step: string;
  /** Somebody went to this call. */
  readonly chosen: boolean;
  readonly effects: readonly Effect[];
  /** What went to other agents by the call. */
  readonly given: readonly AgentHandOver[];
  /** Goes to where it was taken. */
  readonly onGiven: (hand: AgentHandOver) => void;
}

/** A tool call: what was asked, what came back, and what it did elsewhere. */
export function CallBox({ call, id, step, chosen, effects, given, onGiven }: CallBoxProps) {
  const link = useCallLink();
  return (
    <div
      className={styles['call']}
      role="group"
      data-chosen={chosen || undefined}
      aria-label={`Tool call ${call.name}`}
    >
      <div className={styles['callHead']}>
        <SquareTerminal size={13} aria-hidden />
        <bdi className={styles['tool']}>{call.name}</bdi>
        <Outcome call={call} />
      </div>
      {call.args !== '' && call.args !== '{}' && (
        <LongText id={`${id} args`} step={step} what="arguments" text={call.args} lines={8} code />
      )}
      {call.results.map((result, index) => (
        <ResultBox key={index} result={result} id={`${id} result ${index}`} step={step} />
      ))}
      {(effects.length > 0 || given.length > 0) && (
        <div className={styles['ties']}>
          {given.map((hand, index) => (
            <HandOverTie key={index} hand={hand} end="to" onGo={onGiven} />
          ))}
          {link &&
            effects.map(({ kind, time, what, text }, index) => (
              <button
                key={index}
                type="button"
                className={styles['tie']}
                title={text}
                onClick={() => link.toItem(kind, time)}
              >
                <CornerDownRight size={12} aria-hidden /> {what} <bdi>{text}</bdi>
              </button>
            ))}
        </div>
      )}
    </div>
  );
}

/** What the record itself says of how it came out; of most it says nothing. */
function Outcome({ call: { results } }: Pick<CallBoxProps, 'call'>) {
  if (results.length === 0) return <span className={styles['quiet']}>no result recorded</span>;
  const exit = results.find(({ exitCode }) => exitCode !== undefined)?.exitCode;
  const words = exit === undefined ? undefined : `exit ${exit}`;
  if (results.some(({ failed }) => failed === true))
    return <span className={styles['failed']}>failed{words !== undefined && ` · ${words}`}</span>;
  return words === undefined ? null : <span className={styles['quiet']}>{words}</span>;
}

interface ResultBoxProps {
  readonly result: ToolResult;
  readonly id: string;
  readonly step: string;
}

export function ResultBox({ result, id, step }: ResultBoxProps) {
  return (
    <div className={styles['result']} data-failed={result.failed === true || undefined}>
      {result.parts.length === 0 ? (
        <span className={styles['quiet']}>empty result</span>
      ) : (
        <Parts parts={result.parts} id={id} step={step} what="result" lines={10} code />
      )}
    </div>
  );
}
