/** What is told of the sign-off beside a batch in the page. */
import { describe, expect, it } from 'vitest';
import {
  BADGE_WORDS,
  STANDING_TONES,
  STANDING_WORDS,
  uncheckedFaults,
} from '../../../../src/app/batch/sign/check-words.ts';
import { createKeyStore } from '../../../../src/app/batch/sign/key-store.ts';
import type { Checked } from '../../../../src/app/batch/sign/sign-state.ts';
import { writeEnvelope } from '../../../../src/review/sign/dsse.ts';
import type { TraceEvidence } from '../../../../src/review/sign/evidence.ts';
import { batchOf, GOOD, reviewed, trace, waived } from '../../../review/sign/evidence.ts';
import { reviewer, senior, signed, store as trusted } from '../../../review/sign/verifying.ts';
import { gathered, keptInMemory, keysOf, setup, told, withOne } from './signing.ts';

describe('the sign-off beside a batch', () => {
  it.each([
    ['holds', GOOD, 'holds', []],
    [
      'a byte',
      withOne(
        trace('a', { review: reviewed({ Ben: 'accept', Zoe: 'accept' }), bundle: { root: 'f'.repeat(64) } }),
      ),
      'void',
      ['bundle-changed a'],
    ],
    [
      'a verdict',
      withOne(trace('b', { review: reviewed({ Ben: 'reject', Zoe: 'accept' }) })),
      'void',
      ['verdict-changed b'],
    ],
    [
      'a waiver',
      withOne(
        trace('c', { review: reviewed({ Ben: 'accept', Zoe: 'accept' }, { waivers: waived('gaps/hole') }) }),
      ),
      'void',
      ['waiver-changed c'],
    ],
    [
      'a bundle that is gone',
      withOne({
        ...trace('c', { review: reviewed({ Ben: 'accept', Zoe: 'accept' }) }),
        bundle: { state: 'missing' },
      }),
      'void',
      ['bundle-missing c'],
    ],
  ] as const)('is told as what it is: %s', async (_, traces, standing, reasons) => {
    const { store, beside, found } = setup(await keysOf(undefined));
    beside.text = writeEnvelope(await signed());
    found.traces = traces;
    await store.getState().load();
    expect([told(store), store.getState().checked?.depth]).toEqual([['unread', []], 'signatures']);
    await store.getState().check('records');
    const quick = standing === 'holds' ? 'records' : standing;
    expect([told(store), store.getState().checked?.depth]).toEqual([[quick, reasons], 'records']);
    await store.getState().check('bytes');
    expect([told(store), store.getState().checked?.depth]).toEqual([[standing, reasons], 'bytes']);
  });

  it('is called one that holds, and green, only where every byte was compared', () => {
    const green = (
      ['void', 'unchecked', 'waiting', 'unknown', 'open', 'unread', 'records', 'holds'] as const
    ).filter(
      (one) => STANDING_TONES[one] === 'ok' || /^Signed off$/.test(STANDING_WORDS[one] + BADGE_WORDS[one]),
    );
    expect(green).toEqual(['holds']);
  });

  it.each([
    ['another batch', { batch_id: `sha256:${'0'.repeat(64)}` }, ['batch-changed']],
    ['a trace more', { traces: [...batchOf(GOOD).traces, trace('d').row] }, ['trace-unsigned d']],
    ['a trace less', { traces: batchOf(GOOD).traces.slice(1) }, ['trace-gone a']],
    [
      'a bundle that is another',
      {
        traces: batchOf(GOOD).traces.map((row) =>
          row.name === 'b' ? { ...row, bundle_id: 'sha256:0' } : row,
        ),
      },
      ['bundle-changed b'],
    ],
  ])('is void by the list of the batch alone: %s', async (_, change, reasons) => {
    const { store, beside } = setup(await keysOf(undefined), { batch: { ...batchOf(GOOD), ...change } });
    beside.text = writeEnvelope(await signed());
    await store.getState().load();
    expect([told(store), store.getState().checked?.depth]).toEqual([['void', reasons], 'signatures']);
  });

  it('is compared again as deeply when it is looked at again', async () => {
    const { store, beside, found } = setup(await keysOf(undefined));
    beside.text = writeEnvelope(await signed());
    await store.getState().load();
    await store.getState().check('bytes');
    found.traces = withOne(
      trace('a', { review: reviewed({ Ben: 'accept', Zoe: 'accept' }), bundle: { root: 'f'.repeat(64) } }),
    );
    await store.getState().load();
    expect([told(store), store.getState().checked?.depth]).toEqual([['void', ['bundle-changed a']], 'bytes']);
  });

  it('is of nobody where no key is trusted, and void where the keys are other ones', async () => {
    const nobody = createKeyStore(keptInMemory());
    const { store, beside } = setup(nobody);
    beside.text = writeEnvelope(await signed());
    await store.getState().load();
    expect(told(store)).toEqual(['unknown', []]);
    const others = (await keysOf(undefined)).getState().trust;
    nobody.setState({ trust: others });
    await store.getState().recheck();
    expect(told(store)).toEqual(['unread', []]);
    nobody.setState({ trust: { name: 'keys.json', store: new Map() } });
    await store.getState().recheck();
    expect(told(store)[0]).toBe('void');
    expect(told(store)[1]).toContain('key-untrusted');
    expect((await trusted()).size).toBe(2);
  });

  it('is void where its rules are not those of its digest', async () => {
    const { store, beside } = setup(await keysOf(undefined));
    const envelope = await signed();
    const text = new TextDecoder().decode(envelope.payload).replace('"version":"1.', '"version":"2.');
    beside.text = writeEnvelope({ ...envelope, payload: new TextEncoder().encode(text) });
    await store.getState().load();
    expect(told(store)[1]).toContain('profile-changed');
  });

  it('is said to be none where it cannot be read', async () => {
    const { store, beside } = setup(await keysOf(undefined));
    beside.text = 'no JSON';
    await store.getState().load();
    expect(store.getState().beside).toMatchObject({ status: 'failed', error: { code: 'signoff-invalid' } });
    beside.text = undefined;
    await store.getState().load();
    expect(store.getState().beside).toEqual({ status: 'none' });
  });

  it('is not void where something could not be reached, and asks for that alone again', async () => {
    const asked: string[] = [];
    const reason = 'The server did not answer.';
    const [, , last] = GOOD;
    if (!last) throw new Error('no trace');
    const found = {
      traces: [...GOOD.slice(0, 2), { ...last, bundle: { state: 'unreached', reason } } as TraceEvidence],
    };
    const { store, beside, files } = setup(await keysOf(reviewer), {
      gather: (_batch, { name }) => {
        asked.push(name);
        const there = found.traces.find(({ row }) => row.name === name) ?? last;
        return Promise.resolve(gathered(there));
      },
    });
    beside.text = writeEnvelope(await signed(undefined, [senior]));
    await store.getState().load();
    await store.getState().cosign();
    expect([told(store), files.size]).toEqual([['unchecked', []], 0]);
    const checked = store.getState().checked as Checked;
    expect(uncheckedFaults(checked).map(({ trace: name, message }) => [name, message])).toEqual([
      ['c', expect.stringContaining(reason) as string],
    ]);
    expect([STANDING_TONES.unchecked, STANDING_WORDS.unchecked]).not.toContain('Void');
    await store.getState().saveReport({ envelope: await signed(), signoff: checked.signoff });
    expect(files.get('batch.report.html')).toContain('were not checked');
    found.traces = [...GOOD];
    asked.length = 0;
    await store.getState().retry('check');
    expect([told(store), asked]).toEqual([['waiting', []], ['c']]);
  });

  it('tells in its report that all was compared only where it was', async () => {
    const { store, beside, files } = setup(await keysOf(undefined));
    beside.text = writeEnvelope(await signed());
    await store.getState().load();
    const report = async (): Promise<string> => {
      const { beside: found } = store.getState();
      if (found.status === 'there') await store.getState().saveReport(found);
      return (files.get('batch.report.html') ?? '').replace(/\s+/g, ' ');
    };
    expect(await report()).toContain('Signatures and files were not checked');
    await store.getState().check('bytes');
    expect(await report()).toContain('files that none lists, and logs of re-runs, were not.');
  });
});
