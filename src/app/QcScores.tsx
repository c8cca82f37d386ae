import {
  ChevronDown,
  ChevronRight,
  CircleCheck,
  CircleDashed,
  CircleX,
  Minus,
  ShieldCheck,
} from 'lucide-react';
import { useId, useState } from 'react';
import type { QcReport, RuleReport, RuleResult } from '../qc/judge.ts';
import { measureText, worstMeasures } from '../qc/measure-text.ts';
import { startingValues } from '../qc/report-file.ts';
import { EVERYTHING, GROUP_WORDS } from './qc-findings.ts';
import type { QcStore } from './qc-store.ts';
import styles from './QcDrawer.module.css';
import { number } from './search-words.ts';

interface QcScoresProps {
  readonly report: QcReport;
  readonly qc: QcStore;
}

const RESULTS = {
  pass: ['passes', CircleCheck],
  fail: ['does not pass', CircleX],
  not_measured: ['not measured', CircleDashed],
  not_applicable: ['says nothing of this trace', Minus],
} as const satisfies Readonly<Record<RuleResult, unknown>>;

/** Every rule with its numbers, by group. */
export function QcScores({ report: { rules }, qc }: QcScoresProps) {
  const groups = [...new Set(rules.map(({ group }) => group))];
  return (
    <div className={styles['scores']}>
      {groups.map((group) => {
        const own = rules.filter((rule) => rule.group === group);
        return (
          <section key={group} aria-label={GROUP_WORDS[group]}>
            <h3 className={styles['group']}>
              {GROUP_WORDS[group]}
              <span className={styles['strip']} aria-hidden>
                {own.map((rule) => (
                  <i key={rule.id} data-result={lookOf(rule)} />
                ))}
              </span>
              <span className={styles['tally']}>{tallyOf(own)}</span>
            </h3>
            <ul>
              {own.map((rule) => (
                <RuleRow key={rule.id} rule={rule} qc={qc} />
              ))}
            </ul>
          </section>
        );
      })}
      {rules.some((rule) => startingValues(rule).length > 0) && (
        <p className={styles['legend']}>
          ◊ uses starting values, which were not yet compared with judged traces.
        </p>
      )}
    </div>
  );
}

function tallyOf(rules: readonly RuleReport[]): string {
  const counted = rules.filter(({ result }) => result !== 'not_applicable');
  const passed = counted.filter(({ result }) => result === 'pass').length;
  return `${passed} of ${counted.length} ${counted.length === 1 ? 'passes' : 'pass'}`;
}

function lookOf({ result, lifted }: RuleReport): RuleResult | 'lifted' {
  return lifted ? 'lifted' : result;
}

function RuleRow({ rule, qc }: { readonly rule: RuleReport; readonly qc: QcStore }) {
  const [open, setOpen] = useState(false);
  const { id, title, result, why, findings, unmeasured, measures, lifted, stops, gate } = rule;
  const details = useId();
  const [words, ResultIcon] = RESULTS[result];
  const Icon = lifted ? ShieldCheck : ResultIcon;
  const starting = startingValues(rule);
  const Chevron = open ? ChevronDown : ChevronRight;
  const state = lifted ? `${words}, waived` : words;
  return (
    <li className={styles['rule']} data-result={lookOf(rule)} data-stops={stops || undefined}>
      <div className={styles['ruleHead']}>
        <button
          type="button"
          className={styles['ruleButton']}
          aria-expanded={open}
          aria-controls={details}
          onClick={() => setOpen(!open)}
        >
          <Icon size={16} role="img" aria-label={state} />
          <span className={styles['ruleTitle']}>
            {title}
            {starting.length > 0 && (
              <abbr title={`starting values: ${starting.join(', ')}`} aria-label="starting values">
                ◊
              </abbr>
            )}
            {!gate && <small>shown alone</small>}
          </span>
          <span className={styles['measures']}>
            {why === ''
              ? worstMeasures(measures).map((measure) => (
                  <span key={measure.name} data-ok={measure.ok}>
                    {measureText(measure)}
                  </span>
                ))
              : why}
            {why === '' && unmeasured.length > 0 && <span data-ok="unknown">? in part</span>}
            {lifted && <span>waived</span>}
          </span>
          <Chevron size={14} className={styles['chevron']} aria-hidden />
        </button>
        {findings.length > 0 && (
          <button
            type="button"
            className={styles['ruleFindings']}
            title="Show its findings"
            aria-label={`${findings.length} ${findings.length === 1 ? 'finding' : 'findings'} of ${id}: show them`}
            onClick={() => qc.getState().show('findings', { ...EVERYTHING, rule: id })}
          >
            {number(findings.length)}
          </button>
        )}
      </div>
      <div id={details} hidden={!open}>
        {open && <RuleDetails rule={rule} />}
      </div>
    </li>
  );
}

/** Measures of one rule that are shown. */
const SHOWN = 60;

function RuleDetails({ rule }: { readonly rule: RuleReport }) {
  const { id, measures, unmeasured, parameters } = rule;
  const more = measures.length - SHOWN;
  return (
    <dl className={styles['details']}>
      <dt>Rule</dt>
      <dd>
        <code>{id}</code>
      </dd>
      {measures.length > 0 && <dt>Measures</dt>}
      {measures.slice(0, SHOWN).map((measure) => (
        <dd key={`${measure.name} ${measure.item ?? ''}`} data-ok={measure.ok}>
          {measureText(measure)}
        </dd>
      ))}
      {more > 0 && <dd>… and {number(more)} more, which the saved report holds</dd>}
      {unmeasured.length > 0 && <dt>Not measured</dt>}
      {unmeasured.map(({ item, reason }) => (
        <dd key={`${item} ${reason}`}>
          {item}: {reason}
        </dd>
      ))}
      {Object.keys(parameters).length > 0 && <dt>Limits</dt>}
      {Object.entries(parameters).map(([name, { value, words = [], calibrated }]) => (
        <dd key={name}>
          {name}: {value ?? (words.length > 7 ? `${words.length} entries` : words.join(', '))}
          {!calibrated && ' ◊'}
        </dd>
      ))}
    </dl>
  );
}
