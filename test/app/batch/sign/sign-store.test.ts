/** Signing a batch in the page. */
import { describe, expect, it, vi } from 'vitest';
import { parseProfile, standardProfile } from '../../../../src/qc/profile.ts';
import { writeEnvelope } from '../../../../src/review/sign/dsse.ts';
import { failing, GOOD, NONCE, reviewed, trace } from '../../../review/sign/evidence.ts';
import { faultsOf, ours, reviewer, senior, signed, stranger } from '../../../review/sign/verifying.ts';
import { readEnvelope } from '../../../../src/review/sign/dsse.ts';
import { file, gathered, keysOf, setup, told, withOne } from './signing.ts';

const SIGNED = 'batch.signoff.json';

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

  it('signs nothing, open or not, before what could not be reached is there', async () => {
    const { store, files, found } = setup(await keysOf(senior));
    const review = reviewed({ Ben: 'accept', Zoe: 'accept' });
    found.traces = withOne({ ...trace('b'), review: { state: 'unreached', reason: 'No network.' } });
    await store.getState().look();
    store.getState().change({ stateOpen: true });
    await store.getState().sign();
    expect(files.size).toBe(0);
    found.traces = withOne(trace('b', { review }));
    await store.getState().retry('look');
    await store.getState().sign();
    expect(store.getState().signed?.signoff.decision).toBe('accepted');
  });

  it('signs what people say when it signs, and not what they said when it was read', async () => {
    const { store, files, found } = setup(await keysOf(senior));
    await store.getState().look();
    found.traces = withOne(trace('b', { review: reviewed({ Ben: 'reject', Zoe: 'accept' }) }));
    store.getState().change({ stateOpen: true });
    await store.getState().sign();
    // It would be signed with what nobody was shown.
    expect([store.getState().error?.code, files.size]).toEqual(['open-changed', 0]);
    store.getState().change({ stateOpen: false });
    expect(store.getState().gathered?.[1]?.there.review).toMatchObject({ state: 'read' });
    found.traces = GOOD;
    await store.getState().refresh();
    await store.getState().sign();
    expect([...files.keys()]).toEqual([SIGNED]);
  });

  it('signs by the newest of what people say, whoever asked for it', async () => {
    const held: (() => void)[] = [];
    const { store, files, found } = setup(await keysOf(senior), {
      reviews: (_batch, { row }) => {
        const now = found.traces.find((one) => one.row.name === row.name) ?? trace(row.name);
        return new Promise((done) => held.push(() => done(gathered(now))));
      },
    });
    await store.getState().look();
    const signing = store.getState().sign();
    found.traces = withOne(trace('b', { review: reviewed({ Ben: 'reject', Zoe: 'accept' }) }));
    const newer = store.getState().refresh();
    // The older answers come last.
    for (const answer of held.toReversed()) answer();
    await Promise.all([signing, newer]);
    expect(store.getState().gathered?.[1]?.there.review).toEqual(found.traces[1]?.review);
    expect([store.getState().error?.code, files.size]).toEqual(['open-changed', 0]);
  });

  it('signs nothing where all is read anew meanwhile', async () => {
    let answer = (): void => undefined;
    const { store, files } = setup(await keysOf(senior), {
      reviews: (_batch, { row }) =>
        new Promise((done) => {
          const before = answer;
          answer = () => {
            before();
            done(gathered(GOOD.find((one) => one.row.name === row.name) ?? trace(row.name)));
          };
        }),
    });
    await store.getState().look();
    const signing = store.getState().sign();
    await store.getState().look();
    answer();
    await signing;
    expect([store.getState().error?.code, files.size]).toEqual(['open-changed', 0]);
  });

  it('judges anew when another profile is taken, and signs the one by which was judged', async () => {
    const { store, files } = setup(await keysOf(senior));
    const { file: standard, digest } = standardProfile();
    const looking = store.getState().look();
    await store.getState().takeProfile(file('own.json', JSON.stringify({ ...standard, version: '9.9.9' })));
    await looking;
    expect(store.getState().profile.file.version).toBe('9.9.9');
    await store.getState().sign();
    expect([store.getState().gathered, store.getState().work, files.size]).toEqual([undefined, undefined, 0]);
    await store.getState().takeProfile(undefined);
    await store.getState().look();
    store.setState({ profile: parseProfile(JSON.stringify({ ...standard, version: '9.9.9' }), 'own.json') });
    await store.getState().sign();
    expect(store.getState().signed?.signoff.profile.digest).toBe(digest);
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

it('adds a signature to the sign-off as it lies there then, and to no other', async () => {
  const mine = await signed(undefined, [senior]);
  const own = await keysOf(reviewer);
  const cosignOver = async (
    then: string | undefined,
  ): Promise<readonly [string | undefined, string | undefined]> => {
    const texts = [writeEnvelope(mine)];
    const { store, files } = setup(own, { read: () => Promise.resolve(texts.shift() ?? then) });
    await store.getState().load();
    await store.getState().cosign();
    return [files.get(SIGNED), store.getState().error?.code];
  };
  // Somebody else has signed meanwhile.
  const [text = ''] = await cosignOver(writeEnvelope(await signed(undefined, [senior, stranger])));
  const { signatures } = readEnvelope(text, SIGNED);
  expect(signatures.map(({ keyid }) => keyid)).toEqual([senior.keyid, stranger.keyid, reviewer.keyid]);
  const other = await signed({ ...ours(), note: 'Another.' }, [senior]);
  for (const then of [writeEnvelope(other), undefined])
    expect(await cosignOver(then)).toEqual([undefined, 'signoff-replaced']);
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
  await vi.waitFor(() =>
    expect(store.getState().work).toMatchObject({ what: 'look', index: 1, of: 3, name: 'b' }),
  );
  store.getState().cancel();
  expect([seen?.aborted, store.getState().work, store.getState().gathered]).toEqual([
    true,
    undefined,
    undefined,
  ]);
});
