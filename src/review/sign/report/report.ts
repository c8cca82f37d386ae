/** The report of a sign-off for whoever is given the batch: one page that needs nothing else. Pure. */
import { utcDate } from '../../../base/date-words.ts';
import type { SignoffPredicate } from '../../../schema/generated/types.ts';
import type { Fault } from '../fault.ts';
import type { Signer } from '../verify-signatures.ts';
import { html, Html } from './html.ts';
import { samplingSection } from './sampling-words.ts';
import { STYLE } from './style.ts';
import {
  agreementSection,
  honeypotsSection,
  openSection,
  propertiesSection,
  reasonsSection,
  tracesSection,
  waiversSection,
} from './tables.ts';
import { verifySection } from './verify-words.ts';

export interface ReportInput {
  readonly signoff: SignoffPredicate;
  /** What came of verifying it; undefined: it was not. */
  readonly checked: { readonly signers: readonly Signer[]; readonly faults: readonly Fault[] } | undefined;
  /** Whether a page verified it, which cannot see files that no manifest lists, nor logs of re-runs. */
  readonly byPage?: boolean;
  /** SHA-256 that was published of the random number before; undefined: it is not known here. */
  readonly promise: string | undefined;
  /** When the report was made (ISO 8601). */
  readonly made: string;
}

/** Nothing may be fetched, run or sent, whatever stands in the text. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** Ours: it holds nothing that came from elsewhere. */
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`);

/** The page, UTF-8. */
export function signoffReport(input: ReportInput): string {
  const { signoff, checked, promise, made } = input;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>Sign-off of ${signoff.batch.name}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <header>
          <h1>Sign-off of ${signoff.batch.name}</h1>
          <p class="sub">
            ${count(signoff.traces.length, 'trace')} · ${dateOf(signoff.at)} · ${signoff.senior.name}
          </p>
          ${stateOf(input)}
        </header>
        <main>
          ${signedSection(signoff, checked)} ${propertiesSection(signoff)}
          ${checked ? reasonsSection('Why it does not hold', 'What is wrong', checked.faults, '') : undefined}
          ${openSection(signoff)} ${samplingSection(signoff, promise)} ${tracesSection(signoff)}
          ${waiversSection(signoff)} ${agreementSection(signoff)} ${honeypotsSection(signoff)}
          ${verifySection(signoff)}
        </main>
        <footer>
          Made by ${signoff.tool.name} ${signoff.tool.version} on ${dateOf(made)}. What counts is the signed
          file batch.signoff.json; this page tells what it says.
        </footer>
      </body>
    </html> `.text;
}

function stateOf({ signoff, checked, byPage }: ReportInput): Html {
  const { open, traces, senior } = signoff;
  const wrong = checked?.faults.find(({ code }) => code !== 'left-open');
  if (wrong)
    return html`<div class="state bad">
      <strong>Void</strong>This sign-off does not hold.
      ${wrong.trace === undefined ? undefined : html`${wrong.trace}: `}${wrong.message} Do not rely on what
      follows.
    </div>`;
  const unchecked = checked
    ? undefined
    : html` Signatures and files were not checked when this report was made.`;
  if (open.length > 0)
    return html`<div class="state warn">
      <strong>Signed with ${count(open.length, 'open point')}</strong>${senior.name} signed although the
      points below stand open.${unchecked}
    </div>`;
  return html`<div class="state ${checked ? 'good' : 'warn'}">
    <strong>Accepted</strong>${senior.name} accepts
    ${traces.length === 1 ? 'the trace' : `all ${traces.length} traces`} of this
    batch.${
      unchecked ??
      (byPage
        ? ' Signatures and every file that a manifest lists were checked when this report was made; files that none lists, and logs of re-runs, were not.'
        : ' Signatures and every byte were checked when this report was made.')
    }
  </div>`;
}

function signedSection(signoff: SignoffPredicate, checked: ReportInput['checked']): Html {
  const { batch, profile, tool, senior, at, note, supersedes } = signoff;
  return html`<section>
    <h2>What was signed</h2>
    <dl>
      <dt>Batch</dt>
      <dd>${batch.name} <span class="dim">(${batch.batch_id})</span></dd>
      <dt>All bytes of it</dt>
      <dd><code class="digest">${batch.root}</code></dd>
      <dt>Decided by</dt>
      <dd>${senior.name}, ${dateOf(at)}</dd>
      <dt>Key</dt>
      <dd><code class="digest">${senior.keyid}</code></dd>
      ${checked?.signers
        .filter(({ keyid }) => keyid !== senior.keyid)
        .map(
          ({ name, keyid }) =>
            html`<dt>Also signed by</dt>
              <dd>${name}, reviewer <code class="digest">${keyid}</code></dd>`,
        )}
      <dt>Rules</dt>
      <dd>${profile.id} ${profile.version} <code class="digest">${profile.digest}</code></dd>
      <dt>Judged by</dt>
      <dd>${tool.name} ${tool.version}</dd>
      ${
        note === undefined
          ? undefined
          : html`<dt>Note</dt>
              <dd>${note}</dd>`
      }
      ${
        supersedes === undefined
          ? undefined
          : html`<dt>Replaces</dt>
              <dd>an earlier sign-off, <code class="digest">${supersedes}</code></dd>`
      }
    </dl>
    <p>
      The signature covers every byte of each trace, what the rules say of it, the verdicts and waivers, and
      the sample. If one of them changes, it no longer holds.
    </p>
  </section>`;
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

/** For people; exactly as it was written where one points at it. */
function dateOf(instant: string): Html {
  return html`<time datetime="${instant}" title="${instant}">${utcDate(instant)}</time>`;
}
