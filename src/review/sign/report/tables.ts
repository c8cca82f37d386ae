/** The tables of the report. Pure. */
import type { SignedQc, SignedTrace, SignoffPredicate } from '../../../schema/generated/types.ts';
import { wordsOf } from '../../../trace/order-only.ts';
import { agreementLevel, type AgreementLevel } from '../../conduct/double-review.ts';
import { svrCounts } from '../svr.ts';
import { isAccepting, type VerdictWord } from '../verdicts.ts';
import { html, type Html } from './html.ts';

const VERDICT_WORDS: Readonly<Record<VerdictWord, string>> = {
  accept: 'accept',
  accept_with_waivers: 'accept with waivers',
  recapture: 'capture again',
  reject: 'reject',
};

export function openSection({ open }: SignoffPredicate): Html | undefined {
  return reasonsSection('What stands open', 'What it is', open, 'the batch');
}

/** What has a coded reason, one a row; undefined: nothing. `rest`: what those that name no trace are about. */
export function reasonsSection(
  title: string,
  what: string,
  reasons: readonly {
    readonly code: string;
    readonly trace?: string | undefined;
    readonly message: string;
  }[],
  rest: string,
): Html | undefined {
  if (reasons.length === 0) return undefined;
  return html`<section>
    <h2>${title} (${reasons.length})</h2>
    <table>
      <thead>
        <tr>
          <th>Reason</th>
          <th>Trace</th>
          <th>${what}</th>
        </tr>
      </thead>
      <tbody>
        ${reasons.map(
          ({ code, trace = rest, message }) =>
            html`<tr>
              <td><code>${code}</code></td>
              <td class="long">${trace}</td>
              <td class="long">${message}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

/** The batch in three words. */
export function propertiesSection({ traces }: SignoffPredicate): Html {
  return html`<section>
    <h2>In short</h2>
    <table>
      <tbody>
        ${svrCounts(traces.map(({ qc }) => qc)).map(
          ({ property, holds, of }) =>
            html`<tr>
              <td><code>${property}</code></td>
              <td>
                ${holds === of && of > 0 ? 'holds of every trace' : html`<span class="no">holds of ${holds} of ${of}</span>`}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

/** One row a trace. */
export function tracesSection({ traces, open }: SignoffPredicate): Html {
  const left = new Map(traces.map(({ name }) => [name, open.filter(({ trace }) => trace === name)]));
  return html`<section>
    <h2>Each trace</h2>
    <table>
      <thead>
        <tr>
          <th class="name">Trace</th>
          <th class="by">By</th>
          <th class="number">Length</th>
          <th>Claim</th>
          <th>Run again</th>
          <th>Rules</th>
          <th class="number">Explained</th>
          <th class="judged">Judged</th>
        </tr>
      </thead>
      <tbody>
        ${traces.map((trace) => traceRow(trace, left.get(trace.name) ?? []))}
      </tbody>
    </table>
    <p class="dim">
      Claim: the outcome that whoever captured it names. Run again: whether somebody else confirmed it. Rules:
      whether every gate of the profile holds; what was waived is listed below. Explained: share of the
      decisions that are spoken or written about. Judged: verdicts of people; a dash: not in the sample.
    </p>
  </section>`;
}

function traceRow(
  {
    name,
    title,
    family,
    capturer,
    duration_us: duration,
    steps,
    claim,
    qc,
    sampled,
    verdicts,
    waivers,
  }: SignedTrace,
  open: SignoffPredicate['open'],
): Html {
  return html`<tr>
    <td class="long"><strong>${name}</strong><br /><span class="dim">${title} (${family})</span></td>
    <td class="long">${capturer.name}<br /><span class="dim">${capturer.kind}</span></td>
    <td class="number">${wordsOf(steps).extent(duration)}</td>
    <td>${claim.success}</td>
    <td>${verifiedWords(qc)}</td>
    <td>${rulesWords(qc, waivers.length, open)}</td>
    <td class="number">${qc.vc_a === undefined ? '–' : `${Math.round(qc.vc_a * 100)} %`}</td>
    <td class="long">
      ${verdicts.length === 0 ? (sampled ? html`<span class="no">nobody</span>` : '–') : undefined}
      ${verdicts.map(
        ({ by, verdict, note }) =>
          html`<div>
            <span class="${isAccepting(verdict) ? '' : 'no'}">${VERDICT_WORDS[verdict]}</span>,
            ${by}${note === undefined ? undefined : html`<br /><span class="dim">${note}</span>`}
          </div>`,
      )}
    </td>
  </tr>`;
}

function verifiedWords({ verified }: SignedQc): string {
  if (verified === 'pass') return 'confirmed';
  return verified === 'not_applicable' ? '–' : 'no';
}

/** Why a gate does not hold. */
const SHUT: ReadonlySet<string> = new Set(['finding-open', 'gate-open']);

function rulesWords({ result }: SignedQc, waived: number, open: SignoffPredicate['open']): Html {
  if (result === 'pass') return html`pass`;
  // What else stands open of the trace says nothing of the rules.
  return waived === 0 || open.some(({ code }) => SHUT.has(code))
    ? html`<span class="no">do not hold</span>${waived === 0 ? undefined : `, ${waived} waived`}`
    : html`pass, ${waived} waived`;
}

export function waiversSection({ traces }: SignoffPredicate): Html | undefined {
  const waived = traces.flatMap(({ name, waivers }) => waivers.map((waiver) => ({ name, ...waiver })));
  if (waived.length === 0) return undefined;
  return html`<section>
    <h2>What was let pass (${waived.length})</h2>
    <table>
      <thead>
        <tr>
          <th>Trace</th>
          <th>Finding</th>
          <th>Why</th>
          <th>By</th>
        </tr>
      </thead>
      <tbody>
        ${waived.map(
          ({ name, finding, reason, by }) =>
            html`<tr>
              <td class="long">${name}</td>
              <td class="long"><code>${finding}</code></td>
              <td class="long">${reason}</td>
              <td class="long">${by}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

const LEVEL_WORDS: Readonly<Record<AgreementLevel, string>> = {
  untold: 'Fewer than 10 traces were judged twice, which says too little.',
  uniform: 'All verdicts are the same, so that nothing shows whether reviewers would see a difference.',
  reliable: 'Verdicts can be relied on.',
  settle: 'It is enough where each trace on which they differ is settled by a third person.',
  train: 'They do not agree enough for verdicts to be relied on.',
};

/** What reviewers found of traces with known defects. */
export function honeypotsSection({ honeypots }: SignoffPredicate): Html {
  return html`<section>
    <h2>Known defects</h2>
    ${
      honeypots
        ? html`<p>
              ${honeypots.mixed_in} ${honeypots.mixed_in === 1 ? 'trace' : 'traces'} with known defects, which
              ${honeypots.mixed_in === 1 ? 'is' : 'are'} no part of this batch,
              ${honeypots.mixed_in === 1 ? 'was' : 'were'} mixed in. From 90 % on reviewers find enough.
            </p>
            <ul>
              ${honeypots.reviewers.map(
                ({ name, judged, found }) =>
                  html`<li>${name}: ${found} of ${judged} known defects were found</li>`,
              )}
            </ul>`
        : html`<p>
            No trace with a known defect was mixed in, so that nothing tells how many defects reviewers miss.
          </p>`
    }
  </section>`;
}

export function agreementSection({ agreement }: SignoffPredicate): Html {
  const { judged, judged_twice: twice, pairs, raw, kappa, pabak, alpha, alpha_ordinal: ordinal } = agreement;
  if (pairs === 0)
    return html`<section>
      <h2>How reviewers agree</h2>
      <p>No trace was judged by two people, so that nothing can be said of it.</p>
    </section>`;
  const rows: readonly (readonly [string, number | undefined, string])[] = [
    ['Same verdict', raw, 'share of the pairs of verdicts'],
    ['Krippendorff’s α', alpha, 'nominal: from 0.80 on it can be relied on, below 0.667 it cannot'],
    ['… by how far verdicts are apart', ordinal, 'ordinal, from accept to reject'],
    ['Cohen’s κ', kappa, 'where the same two judged all of these'],
    ['PABAK', pabak, 'κ if every verdict were as frequent'],
    [
      '… α with earlier batches',
      agreement.window?.alpha,
      `of ${agreement.window?.judged_twice ?? 0} traces that were judged twice`,
    ],
  ];
  return html`<section>
    <h2>How reviewers agree</h2>
    <p>
      ${twice} of ${judged} judged traces of the sample were judged by two or more people who did not see what
      the others said; ${pairs} ${pairs === 1 ? 'pair' : 'pairs'} of verdicts.
      ${alpha === undefined ? 'All are the same, for which α and κ are not defined.' : undefined}
      ${LEVEL_WORDS[agreementLevel(agreement)]}
    </p>
    <table>
      <tbody>
        ${rows.map(([name, value, what]) =>
          value === undefined
            ? undefined
            : html`<tr>
                <td class="long">${name}</td>
                <td class="number">${value.toFixed(3)}</td>
                <td class="dim">${what}</td>
              </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
