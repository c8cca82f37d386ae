/** Signing a batch in the page, and telling of the sign-off beside it whether it holds. */
import { describe, expect, it } from 'vitest';
import { standingOf, voidingFaults } from '../../../../src/app/batch/sign/check-words.ts';
import type { SignStore } from '../../../../src/app/batch/sign/sign-state.ts';
import type { TraceEvidence } from '../../../../src/review/sign/evidence.ts';
import { writeEnvelope } from '../../../../src/review/sign/dsse.ts';
import { failing, GOOD, NONCE, reviewed, trace, waived } from '../../../review/sign/evidence.ts';
import {
  faultsOf,
  reviewer,
  senior,
  signed,
  store as trusted,
  stranger,
} from '../../../review/sign/verifying.ts';
import { createKeyStore } from '../../../../src/app/batch/sign/key-store.ts';
import { readEnvelope } from '../../../../src/review/sign/dsse.ts';
import { file, gathered, keptInMemory, keysOf, setup } from './signing.ts';

const SIGNED = 'batch.signoff.json';

function withOne(change: TraceEvidence): readonly TraceEvidence[] {
  return GOOD.map((one) => (one.row.name === change.row.name ? change : one));
}

/** What stands of the sign-off beside the batch, and why it is void. */
function told(store: SignStore): readonly [string, readonly string[]] {
  const { checked } = store.getState();
  if (!checked) throw new Error('nothing was compared');
  return [
    standingOf(checked),
    voidingFaults(checked).map(({ code, trace: name = '' }) => `${code} ${name}`.trim()),
  ];
}

describe('signing in the page', () => {
  it('signs what was read and judged, as others verify it', async () => {
    const { store, files } = setup(await keysOf(senior));
    await store.getState().load();
    await store.getState().sign();
    expect([...files.keys()]).toEqual([]);
    await store.getState().look();
    store.getState().change({ note: ' All good. ' });
    await store.getState().sign();
    const text = files.get(SIGNED) ?? '';
    expect(await faultsOf(readEnvelope(text, SIGNED), { reviewers: 0 })).toEqual([]);
    expect(store.getState().signed?.signoff).toMatchObject({ note: 'All good.', senior: { name: 'Ada' } });
  });

  it('draws the sample by the random number of a file, and refuses one that is none', async () => {
    const { store, files } = setup(await keysOf(senior));
    await store.getState().look();
    store.getState().change({ sample: { mode: 'tightened', nonce: '' } });
    await store.getState().sign();
    expect(files.size).toBe(0);
    await store.getState().takeNonce(file('nonce', 'no number'));
    expect(store.getState().error).toMatchObject({ code: 'nonce-invalid', details: { source: 'nonce' } });
    await store.getState().takeNonce(file('nonce', `${NONCE.toUpperCase()}\n`));
    await store.getState().sign();
    expect(store.getState().signed?.signoff.sampling).toMatchObject({ mode: 'tightened', nonce: NONCE });
  });

  it('signs nothing while something stands open, unless that is part of it', async () => {
    const { store, files, found } = setup(await keysOf(senior));
    found.traces = withOne(
      trace('b', { review: reviewed({ Ben: 'accept', Zoe: 'accept' }), rules: [failing('hole')] }),
    );
    await store.getState().look();
    await store.getState().sign();
    expect(files.size).toBe(0);
    store.getState().change({ stateOpen: true });
    await store.getState().sign();
    expect(store.getState().signed?.signoff).toMatchObject({
      decision: 'open',
      open: [{ code: 'finding-open', trace: 'b', about: 'gaps/hole' }],
    });
  });

  it('signs what people say when it signs, and not what they said when it was read', async () => {
    const { store, files, found } = setup(await keysOf(senior));
    await store.getState().look();
    found.traces = withOne(trace('b', { review: reviewed({ Ben: 'reject', Zoe: 'accept' }) }));
    await store.getState().sign();
    expect(files.size).toBe(0);
    expect(store.getState().gathered?.[1]?.there.review).toMatchObject({ state: 'read' });
    found.traces = GOOD;
    await store.getState().refresh();
    await store.getState().sign();
    expect([...files.keys()]).toEqual([SIGNED]);
  });

  it.each([
    ['whose key is not trusted', stranger, 'key-untrusted'],
    ['who is trusted as reviewer alone', reviewer, 'key-role'],
  ])('refuses somebody %s', async (_, person, code) => {
    const { store, files } = setup(await keysOf(person));
    await store.getState().look();
    await store.getState().sign();
    expect([store.getState().refusal?.code, files.size]).toEqual([code, 0]);
  });

  it('refuses a senior who judged in it', async () => {
    const { store, files, found } = setup(await keysOf(senior));
    found.traces = withOne(trace('b', { review: reviewed({ Ada: 'accept', Zoe: 'accept' }) }));
    await store.getState().look();
    await store.getState().sign();
    expect([store.getState().refusal?.code, files.size]).toEqual(['senior-not-independent', 0]);
  });

  it('names the sign-off that it replaces', async () => {
    const { store, beside } = setup(await keysOf(senior));
    beside.text = writeEnvelope(await signed());
    await store.getState().load();
    await store.getState().look();
    await store.getState().sign();
    expect(store.getState().signed?.signoff.supersedes).toMatch(/^[0-9a-f]{64}$/);
  });

  it('adds the signature of one who judged, once every byte was compared', async () => {
    const { store, files, beside, found } = setup(await keysOf(reviewer));
    beside.text = writeEnvelope(await signed(undefined, [senior]));
    await store.getState().load();
    expect(told(store)).toEqual(['waiting', []]);
    await store.getState().cosign();
    expect(store.getState().checked?.depth).toBe('bytes');
    expect(await faultsOf(readEnvelope(files.get(SIGNED) ?? '', SIGNED))).toEqual([]);

    const changed = setup(await keysOf(reviewer));
    changed.beside.text = beside.text;
    changed.found.traces = withOne(
      trace('a', { review: reviewed({ Ben: 'accept', Zoe: 'accept' }), bundle: { root: 'f'.repeat(64) } }),
    );
    await changed.store.getState().load();
    await changed.store.getState().cosign();
    expect([told(changed.store), changed.files.size]).toEqual([['void', ['bundle-changed a']], 0]);
    expect(found.traces).toBe(GOOD);
  });
});

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
    expect([told(store), store.getState().checked?.depth]).toEqual([['holds', []], 'signatures']);
    await store.getState().check('records');
    expect([told(store), store.getState().checked?.depth]).toEqual([[standing, reasons], 'records']);
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
    expect(told(store)).toEqual(['holds', []]);
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

it('can be cancelled while it reads, and is as it was', async () => {
  let seen: AbortSignal | undefined;
  const { store } = setup(await keysOf(senior), {
    gather: (_batch, row, _wanted, signal) => {
      seen = signal;
      return row.name === 'a' ? Promise.resolve(gathered(trace('a'))) : new Promise(() => undefined);
    },
  });
  void store.getState().look();
  await new Promise((done) => setTimeout(done));
  expect(store.getState().work).toMatchObject({ what: 'look', index: 1, of: 3, name: 'b' });
  store.getState().cancel();
  expect([seen?.aborted, store.getState().work, store.getState().gathered]).toEqual([
    true,
    undefined,
    undefined,
  ]);
});
