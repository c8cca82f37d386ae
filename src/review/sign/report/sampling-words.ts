/** The sampling plan in plain words. Pure. */
import type { SignoffPredicate } from '../../../schema/generated/types.ts';
import { passChance } from '../../sampling/plan.ts';
import { html, type Html } from './html.ts';

/**
 * What was looked at, and what can be concluded from it. `promise`: the SHA-256 that was published of the random number, by
 * whoever makes the report; undefined: they did not say.
 */
export function samplingSection(
  { sampling, agreement }: SignoffPredicate,
  promise: string | undefined,
): Html {
  const { selected, lot } = sampling;
  return html`<section>
    <h2>What people looked at</h2>
    ${sampling.mode === 'all' ? allWords(lot) : planWords(sampling)} ${doubleWords(sampling)}
    <p>
      ${agreement.judged} of ${selected.length} were judged; ${agreement.bad} of them
      ${agreement.bad === 1 ? 'was' : 'were'} not accepted.${shareWords(agreement, sampling.mode === 'all')}
      All ${lot} were judged by the rules, by machine.
    </p>
    ${sampling.mode === 'all' ? undefined : drawWords(sampling, promise)}
  </section>`;
}

function allWords(lot: number): Html {
  return html`<p>Each of the ${lot} traces was to be judged by a person; none was left to chance.</p>`;
}

function doubleWords({ double, earlier }: SignoffPredicate['sampling']): Html | undefined {
  if (double.length === 0) return undefined;
  return html`<p>
    ${double.length} of them were to be judged by two people who do not see what the other says: 20 % of those
    that people judge, and at least 10${earlier ? ' with those of earlier batches' : ''}, as far as there are
    so many.
  </p>`;
}

function planWords({
  lot,
  size,
  defects,
  mode,
  selected,
  limiting_quality: quality,
  consumer_risk: risk,
}: SignoffPredicate['sampling']): Html {
  const worst = passChance(lot, defects, size);
  const single = passChance(lot, 1, size);
  const of = (why: 'new' | 'capturer'): number => selected.filter((one) => one.why === why).length;
  const added = [
    ...(of('new') > 0 ? [`${of('new')} as the first of people who are new`] : []),
    ...(of('capturer') > 0
      ? [`${of('capturer')} more so that there are some of everybody who captured`]
      : []),
  ];
  return html`<p>
      People judged a sample: ${size} of ${lot} traces were drawn by
      lot${added.map((words) => `, and ${words}`).join('')}. One trace of it that is not accepted stops the
      batch.
    </p>
    <p>
      What that protects against: if ${percent(quality)} of the batch (${defects} of ${lot}) or more were bad,
      the sample would miss all of them, and the batch would pass, with a chance of ${percent(worst)}; the
      plan (${mode}) allows ${percent(risk)} at most. This is the risk of whoever receives the batch.
    </p>
    <p>
      What it does not protect against: a few bad traces. A batch with one bad trace passes with a chance of
      ${percent(single)}.
    </p>`;
}

function shareWords({ judged, bad_interval: [, high] }: SignoffPredicate['agreement'], all: boolean): string {
  if (all || judged === 0) return '';
  return ` From this sample alone, the share of bad traces lies below ${percent(high ?? 1)} (95 % confidence, Wilson).`;
}

function drawWords(
  { seed, nonce, commitment }: SignoffPredicate['sampling'],
  promise: string | undefined,
): Html {
  return html`<p>
      The sample follows from the bytes of the batch and a random number. ${promiseWords(commitment, promise)}
    </p>
    <dl>
      <dt>Promised (SHA-256)</dt>
      <dd><code class="digest">${commitment}</code></dd>
      <dt>Random number</dt>
      <dd><code class="digest">${nonce}</code></dd>
      <dt>Seed</dt>
      <dd><code class="digest">${seed}</code></dd>
    </dl>`;
}

function promiseWords(commitment: string | undefined, promise: string | undefined): string {
  if (promise === undefined)
    return 'Nobody could choose it if the SHA-256 of that number was published before the batch was complete. That was not compared when this report was made: compare it with what you were told then.';
  return promise === commitment
    ? 'Nobody could choose it: the SHA-256 of that number is the one that was published before the batch was complete.'
    : 'Its SHA-256 is not the one that was published before the batch was complete: somebody could have chosen the sample.';
}

/** Three significant digits at most; small chances are not rounded to none. */
function percent(share: number): string {
  const value = share * 100;
  return `${value === 0 ? '0' : value < 0.1 ? 'less than 0.1' : String(Number(value.toPrecision(3)))}\u00A0%`;
}
