/** The page for whoever is given the batch. */
import { describe, expect, it } from 'vitest';
import { fault } from '../../../src/review/sign/fault.ts';
import { html } from '../../../src/review/sign/report/html.ts';
import { signoffReport } from '../../../src/review/sign/report/report.ts';
import { AT, failing, GOOD, reviewed, signoff, trace, waived } from './evidence.ts';

const HOLDS = { signers: [{ keyid: 'a', name: 'Ada', role: 'senior' }], faults: [] } as const;
/** The page's text as a person reads it. */
const words = (page: string): string =>
  page
    .replace(/<style>.*<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the report', () => {
  it('says what was signed, and how the sample protects, in plain words', () => {
    const many = Array.from({ length: 20 }, (_, index) =>
      trace(`t${index}`, { review: reviewed({ Ben: 'accept', Zoe: 'accept' }) }),
    );
    const text = words(
      signoffReport({ signoff: signoff(many), checked: HOLDS, promise: undefined, made: AT }),
    );
    expect(text).toContain('Accepted Ada accepts all 20 traces of this batch.');
    expect(text).toContain('14 of 20 traces were drawn by lot');
    // D = 2 of 20: C(18, 14) ÷ C(20, 14) = (6 · 5) ÷ (20 · 19); with one bad trace 6 ÷ 20.
    expect(text).toContain('if 10 % of the batch (2 of 20) or more were bad');
    expect(text).toContain('with a chance of 7.89 %; the plan (normal) allows 10 % at most');
    expect(text).toContain('A batch with one bad trace passes with a chance of 30 %.');
    expect(text).toContain('14 of 14 were judged; 0 of them were not accepted.');
    // Wilson, 0 of 14: 3.8416 ÷ 17.8416.
    expect(text).toContain('lies below 21.5 %');
    // A file whose name begins with a dash is no option.
    expect(text).toContain('sha256sum -- |');
    expect(text).toContain('playhead batch verify batch.json --keys keys.json');
  });

  it('says loudly what does not hold, is open, or was not checked', () => {
    const page = (faults: readonly ReturnType<typeof fault>[]): string =>
      words(
        signoffReport({ signoff: signoff(), checked: { ...HOLDS, faults }, promise: undefined, made: AT }),
      );
    const changed = page([
      fault('bundle-changed', 'Its bytes are not those that were signed.', { trace: 'b' }),
    ]);
    expect(changed).toContain(
      'Void This sign-off does not hold. b: Its bytes are not those that were signed.',
    );
    expect(changed).not.toContain('Accepted');
    expect(
      words(signoffReport({ signoff: signoff(), checked: undefined, promise: undefined, made: AT })),
    ).toContain('Signatures and files were not checked when this report was made.');
    const whole = { signoff: signoff(), checked: HOLDS, promise: undefined, made: AT };
    expect(words(signoffReport(whole))).toContain('Signatures and every byte were checked');
    const byPage = words(signoffReport({ ...whole, byPage: true }));
    expect(byPage).toContain('files that none lists, and logs of re-runs, were not');
    expect(byPage).not.toContain('every byte were');
    const open = signoff([trace('a'), ...GOOD.slice(1)]);
    const left = words(signoffReport({ signoff: open, checked: HOLDS, promise: undefined, made: AT }));
    expect(left).toContain('Signed with 1 open point');
    expect(left).toContain('verdict-missing a It is in the sample, and nobody has judged it.');
  });

  it('says that nobody could choose the sample only where the promise was compared', () => {
    const one = signoff();
    const text = (promise: string | undefined): string =>
      words(signoffReport({ signoff: one, checked: HOLDS, promise, made: AT }));
    expect(text(one.sampling.commitment)).toContain('Nobody could choose it: the SHA-256');
    expect(text(undefined)).toContain('That was not compared when this report was made');
    expect(text('0'.repeat(64))).toContain('somebody could have chosen the sample');
    for (const promise of [undefined, '0'.repeat(64)])
      expect(text(promise)).not.toContain('Nobody could choose it:');
  });

  it('shows what was let pass, by whom and why', () => {
    const review = reviewed({ Ben: 'accept_with_waivers' }, { waivers: waived('gaps/x') });
    const one = trace('a', { review, rules: [failing('x')] });
    const text = words(
      signoffReport({
        signoff: signoff([one, ...GOOD.slice(1)]),
        checked: HOLDS,
        promise: undefined,
        made: AT,
      }),
    );
    expect(text).toContain('What was let pass (1)');
    expect(text).toContain('a gaps/x seen Ben');
    expect(text).toContain('accept with waivers , Ben');
  });

  it('says of the rules what the rules say, whatever else stands open', () => {
    const waivers = waived('gaps/x');
    const one = trace('a', { review: reviewed({ Ben: 'reject' }, { waivers }), rules: [failing('x')] });
    const other = trace('b', { review: reviewed({ Ben: 'accept' }), rules: [failing('x')] });
    const text = words(
      signoffReport({ signoff: signoff([one, other]), checked: HOLDS, promise: undefined, made: AT }),
    );
    expect(text.match(/pass, 1 waived|do not hold/g)).toEqual(['pass, 1 waived', 'do not hold']);
  });

  it('lets nothing of a bundle out of its place', () => {
    const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const one = trace(evil, {
      capturer: evil,
      review: reviewed({ [evil]: 'accept' }, { waivers: waived(evil, evil) }),
    });
    const predicate = signoff([one], { note: evil, senior: { name: evil, keyid: 'a' } });
    const page = signoffReport({
      signoff: { ...predicate, batch: { ...predicate.batch, name: evil } },
      checked: {
        signers: [{ keyid: 'b', name: evil, role: 'reviewer' }],
        faults: [fault('left-open', evil, { trace: evil })],
      },
      promise: undefined,
      made: AT,
    });
    expect(page).not.toMatch(/<script|<img|onerror=alert\(1\)>/i);
    expect(page).toContain('&quot;&gt;&lt;script&gt;');
    expect(page).toContain(
      'http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; base-uri',
    );
    expect(page).not.toMatch(/<[^>]*\b(?:src|href)=/);
  });
});

describe('html', () => {
  it('escapes text, and nothing that it made itself', () => {
    expect(html`<a title="${'"\'&'}">${html`<b>${'<'}</b>`}${[1, undefined, 'x']}</a>`.text).toBe(
      '<a title="&quot;&#39;&amp;"><b>&lt;</b>1x</a>',
    );
  });

  it('shows what would turn the direction of a text', () => {
    expect(html`${'a\u202Eb'}`.text).toBe('aU+202Eb');
  });
});
