/** Signing a batch off on the command line: from keys to a sign-off that holds, and what makes it void. */
import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { appendFile, cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { standardProfile } from '../../../src/qc/profile.ts';
import type { SignoffPredicate } from '../../../src/schema/generated/types.ts';
import { playhead, scratch, type Ran } from '../helpers.ts';
import { titled, writeBundle } from './bundles.ts';
import { judge } from './judge.ts';

interface Document {
  readonly valid?: boolean;
  readonly signed?: string | false;
  readonly refusal?: { readonly code: string };
  readonly open?: readonly { readonly code: string; readonly trace?: string }[];
  readonly faults?: readonly { readonly code: string; readonly trace?: string }[];
  readonly signers?: readonly { readonly name: string; readonly role: string }[];
}

let root: string;
let base: string;
/** A copy of `base`, for each test. */
let folder: string;
let number = 0;

const at = (...parts: readonly string[]): string => join(folder, ...parts);
const json = ({ out }: Ran): Document => JSON.parse(out) as Document;
const codes = (list: Document['faults']): readonly string[] =>
  (list ?? []).map(({ code, trace }) => (trace === undefined ? code : `${code} ${trace}`));

async function key(place: string, name: string, role: string): Promise<void> {
  const file = join(place, `${name}.pem`);
  await playhead('batch', 'keys', 'new', file);
  await playhead('batch', 'keys', 'public', file, '--out', join(place, `${name}.pub.pem`));
  const store = ['--store', join(place, 'keys.json')];
  const from = ['--from', '2026-01-01'];
  await playhead(
    'batch',
    'keys',
    'trust',
    join(place, `${name}.pub.pem`),
    ...store,
    '--name',
    name,
    '--role',
    role,
    ...from,
  );
}

const sign = (...more: readonly string[]): Promise<Ran> =>
  playhead(
    'batch',
    'sign',
    folder,
    '--keys',
    at('keys.json'),
    '--profile',
    at('profile.json'),
    '--json',
    ...more,
  );
const seniorSigns = (...more: readonly string[]): Promise<Ran> =>
  sign('--key', at('Ada.pem'), '--nonce', at('nonce'), ...more);
const reviewerSigns = (): Promise<Ran> => sign('--key', at('Ben.pem'), '--as', 'reviewer');
const verifies = (...more: readonly string[]): Promise<Ran> =>
  playhead('batch', 'verify', folder, '--keys', at('keys.json'), '--json', ...more);

beforeAll(async () => {
  root = await scratch();
  base = join(root, 'base');
  await mkdir(base);
  await writeBundle(join(base, 'one'), titled('one'));
  await writeBundle(join(base, 'two.trace.zip'), titled('two'));
  const { file } = standardProfile();
  const rules = { artifacts: file.rules['artifacts'], references: file.rules['references'] };
  await writeFile(join(base, 'profile.json'), JSON.stringify({ ...file, id: 'small', rules, families: {} }));
  await playhead('batch', 'index', base);
  await playhead('batch', 'sample', '--promise', join(base, 'nonce'));
  await key(base, 'Ada', 'senior');
  await key(base, 'Ben', 'reviewer');
  await judge(base, 'one', { Ben: 'accept', Eve: 'accept' });
  await judge(base, 'two', { Ben: 'accept', Eve: 'accept' });
});

beforeEach(async () => {
  number += 1;
  folder = join(root, `batch-${number}`);
  await cp(base, folder, { recursive: true });
});

describe('playhead batch sign', () => {
  it('signs what nothing stands open of, and others can verify it', async () => {
    const first = await seniorSigns();
    expect([first.code, json(first)]).toEqual([0, { signed: at('batch.signoff.json'), open: [] }]);
    expect(codes(json(await verifies()).faults)).toEqual(['reviewer-missing']);
    expect((await reviewerSigns()).code).toBe(0);
    const checked = await verifies();
    expect([checked.code, json(checked)]).toMatchObject([
      0,
      {
        valid: true,
        faults: [],
        signers: [
          { name: 'Ada', role: 'senior' },
          { name: 'Ben', role: 'reviewer' },
        ],
      },
    ]);
  });

  const signedPredicate = async (): Promise<SignoffPredicate> => {
    await seniorSigns();
    const { payload } = JSON.parse(await readFile(at('batch.signoff.json'), 'utf8')) as { payload: string };
    return (JSON.parse(Buffer.from(payload, 'base64').toString()) as { predicate: SignoffPredicate })
      .predicate;
  };

  it('is verified by Node from the raw envelope', async () => {
    await seniorSigns();
    const file = JSON.parse(await readFile(at('batch.signoff.json'), 'utf8')) as {
      payload: string;
      payloadType: string;
      signatures: { sig: string }[];
    };
    const body = Buffer.from(file.payload, 'base64');
    const head = `DSSEv1 ${file.payloadType.length} ${file.payloadType} ${body.length} `;
    const pub = createPublicKey(await readFile(at('Ada.pub.pem')));
    const sig = Buffer.from(file.signatures[0]?.sig ?? '', 'base64');
    expect(verify(null, Buffer.concat([Buffer.from(head), body]), pub, sig)).toBe(true);
  });

  // What docs/QC.md and the report say: with GNU's tools.
  it.skipIf(process.platform !== 'linux')(
    'names bundles as sha256sum does, a zip by what is in it',
    async () => {
      const { traces } = await signedPredicate();
      await playhead('unpack', at('two.trace.zip'), '--output', at('unpacked'));
      const script = "find . -type f -printf '%P\\0' | LC_ALL=C sort -z | xargs -0 sha256sum -- | sha256sum";
      const sums = ['one', 'unpacked'].map((name) =>
        execFileSync('bash', ['-c', script], { cwd: at(name), encoding: 'utf8' }).slice(0, 64),
      );
      expect(traces.map(({ root: own }) => own)).toEqual(sums);
    },
  );

  it.each([
    [
      'a byte of a bundle',
      () => appendFile(at('one', 'notes.txt'), '!'),
      ['bundle-changed one', 'finding-open one'],
    ],
    ['a manifest', () => appendFile(at('one', 'trace_schema_v2.json'), ' '), ['bundle-changed one']],
    ['a bundle that is gone', () => rm(at('two.trace.zip')), ['bundle-missing two']],
    ['a verdict that is not there', () => rm(at('one.review.json')), ['verdict-missing one']],
    ['a review that is broken', () => writeFile(at('one.review.json'), '{'), ['review-unreadable one']],
  ])('refuses, and writes nothing, for %s', async (_, change, expected) => {
    await change();
    const ran = await seniorSigns();
    expect([ran.code, codes(json(ran).open), json(ran).signed]).toEqual([1, expected, false]);
    await expect(stat(at('batch.signoff.json'))).rejects.toThrow();
  });

  it('states what stands open where that is asked for, and then does not hold by itself', async () => {
    await rm(at('one.review.json'));
    const ran = await seniorSigns('--state-open', '--note', 'The client wants it today.');
    expect([ran.code, codes(json(ran).open)]).toEqual([0, ['verdict-missing one']]);
    expect(codes(json(await verifies('--reviewers', '0')).faults)).toEqual(['left-open']);
    expect((await verifies('--reviewers', '0', '--allow-open')).code).toBe(0);
    const report = (...more: readonly string[]) =>
      playhead('batch', 'report', folder, '--keys', at('keys.json'), '--reviewers', '0', ...more);
    expect((await report()).out).toContain('the sign-off is VOID.');
    expect((await report('--allow-open')).out).toContain('the sign-off holds.');
  });

  it.each([
    ['who is not trusted', 'Eve', 'key-untrusted'],
    ['who is trusted as a reviewer alone', 'Ben', 'key-role'],
  ])('refuses somebody %s', async (_, name, code) => {
    if (name === 'Eve') await playhead('batch', 'keys', 'new', at('Eve.pem'));
    const ran = await sign('--key', at(`${name}.pem`), '--nonce', at('nonce'));
    expect([ran.code, json(ran).refusal?.code]).toEqual([1, code]);
  });

  it('refuses a senior who judged in it, even where open things may be stated', async () => {
    await judge(folder, 'two', { ada: 'accept', Ben: 'accept' });
    const ran = await seniorSigns('--state-open');
    expect([ran.code, json(ran).refusal?.code]).toEqual([1, 'senior-not-independent']);
  });

  it('signs anew only where asked, and names what it replaces', async () => {
    await seniorSigns();
    expect((await seniorSigns()).code).toBe(3);
    expect((await seniorSigns('--replace')).code).toBe(0);
    const { payload } = JSON.parse(await readFile(at('batch.signoff.json'), 'utf8')) as { payload: string };
    expect(Buffer.from(payload, 'base64').toString()).toMatch(/"supersedes":"[0-9a-f]{64}"/);
  });

  it('keeps both signatures of two who sign at once', async () => {
    await seniorSigns();
    await key(folder, 'Eve', 'reviewer');
    const ran = await Promise.all([reviewerSigns(), sign('--key', at('Eve.pem'), '--as', 'reviewer')]);
    expect(ran.map(({ code }) => code)).toEqual([0, 0]);
    const { signers, valid } = json(await verifies('--reviewers', '2'));
    expect([valid, signers?.map(({ name }) => name).sort()]).toEqual([true, ['Ada', 'Ben', 'Eve']]);
  });

  it('writes over no sign-off that came while it read', async () => {
    const ran = await Promise.all([seniorSigns(), seniorSigns()]);
    expect(ran.map(({ code }) => code).sort()).toEqual([0, 3]);
    await expect(stat(at('batch.signoff.json.lock'))).rejects.toThrow();
  });

  it('adds no signature to what does not hold', async () => {
    await seniorSigns();
    await appendFile(at('one', 'notes.txt'), '!');
    const ran = await reviewerSigns();
    expect([ran.code, json(ran).refusal?.code]).toEqual([1, 'bundle-changed']);
  });
});

describe('playhead batch verify', () => {
  beforeEach(async () => {
    await seniorSigns();
    await reviewerSigns();
  });

  /** Changes when the first file of a zip was written, to the eye of whoever lists it. */
  const touchZip = async (path: string): Promise<void> => {
    const bytes = await readFile(path);
    // Central directory header: signature, then at 12 the time (APPNOTE 4.3.12).
    const header = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes[header + 12] = (bytes[header + 12] ?? 0) ^ 1;
    await writeFile(path, bytes);
  };

  /** Changes the payload under its signatures. */
  const tamper = async (from: string, to: string): Promise<void> => {
    const file = JSON.parse(await readFile(at('batch.signoff.json'), 'utf8')) as { payload: string };
    const text = Buffer.from(file.payload, 'base64').toString();
    expect(text).toContain(from);
    const payload = Buffer.from(text.replace(from, to)).toString('base64');
    await writeFile(at('batch.signoff.json'), JSON.stringify({ ...file, payload }));
  };

  it.each([
    ['a changed byte in a folder', () => appendFile(at('one', 'notes.txt'), '!'), ['bundle-changed one']],
    [
      'a changed byte of a manifest',
      () => appendFile(at('one', 'trace_schema_v2.json'), ' '),
      ['bundle-changed one'],
    ],
    [
      'a changed byte of a zip that changes no file',
      () => touchZip(at('two.trace.zip')),
      ['bundle-changed two'],
    ],
    ['a file more', () => writeFile(at('one', 'more.txt'), ''), ['bundle-changed one']],
    ['what is no zip any more', () => writeFile(at('two.trace.zip'), 'no zip'), ['bundle-unreadable two']],
    [
      'a changed verdict',
      () => judge(folder, 'one', { Ben: 'reject', Eve: 'accept' }),
      ['verdict-changed one'],
    ],
    [
      'a verdict more',
      () => judge(folder, 'one', { Ben: 'accept', Eve: 'accept', Zoe: 'reject' }),
      ['verdict-changed one'],
    ],
    [
      'a verdict that was changed under the signatures',
      () => tamper('"verdict":"accept"', '"verdict":"reject"'),
      [
        'signature-invalid',
        'signature-invalid',
        'reviewer-missing',
        'decision-unfounded',
        'decision-unfounded one',
        'verdict-changed one',
      ],
    ],
  ])('says of %s that the sign-off is void', async (_, change, expected) => {
    await change();
    const ran = await verifies();
    expect([ran.code, codes(json(ran).faults)]).toEqual([1, expected]);
  });

  it('says of a swapped key that it is not trusted', async () => {
    await rm(at('Ada.pem'));
    await playhead('batch', 'keys', 'new', at('Ada.pem'));
    await playhead('batch', 'keys', 'public', at('Ada.pem'), '--out', at('Ada.pub.pem'));
    const trust = ['--name', 'Ada', '--role', 'senior', '--from', '2026-01-01'];
    await playhead('batch', 'keys', 'trust', at('Ada.pub.pem'), '--store', at('own.json'), ...trust);
    const forged = await playhead(
      'batch',
      'sign',
      folder,
      '--keys',
      at('own.json'),
      '--key',
      at('Ada.pem'),
      '--nonce',
      at('nonce'),
      '--profile',
      at('profile.json'),
      '--replace',
    );
    expect(forged.code).toBe(0);
    expect(codes(json(await verifies('--reviewers', '0')).faults)).toEqual(['key-untrusted']);
  });

  it('compares the profile and the promise that were agreed on', async () => {
    const nonce = (await readFile(at('nonce'), 'utf8')).trim();
    const promised = createHash('sha256').update(Buffer.from(nonce, 'hex')).digest('hex');
    expect((await verifies('--commitment', promised, '--profile', at('profile.json'))).code).toBe(0);
    await writeFile(at('other.json'), JSON.stringify({ ...standardProfile().file, id: 'other' }));
    const faults = json(await verifies('--commitment', '0'.repeat(64), '--profile', at('other.json'))).faults;
    expect(codes(faults)).toEqual(['profile-changed', 'sample-changed']);
  });

  it('revokes what a key signed', async () => {
    const [ada] = JSON.parse((await playhead('batch', 'keys', 'list', at('keys.json'), '--json')).out) as {
      keyid: string;
    }[];
    await playhead('batch', 'keys', 'revoke', ada?.keyid.slice(0, 8) ?? '', '--store', at('keys.json'));
    expect(codes(json(await verifies()).faults)).toEqual(['key-revoked']);
  });

  it.each([
    ['no sign-off', () => rm(at('batch.signoff.json'))],
    ['a sign-off that is none', () => writeFile(at('batch.signoff.json'), '{}')],
    ['keys that are none', () => writeFile(at('keys.json'), '[]')],
    ['no batch', () => rm(at('batch.json'))],
  ])('exits with 3 for %s', async (_, change) => {
    await change();
    const ran = await verifies();
    expect([ran.code, ran.out]).toEqual([3, '']);
    expect(ran.err).not.toBe('');
  });

  it('says it in words, too', async () => {
    await appendFile(at('one', 'notes.txt'), '!');
    const { out } = await playhead('batch', 'verify', folder, '--keys', at('keys.json'));
    expect(out).toContain('  bundle-changed  one: Its bytes are not those that were signed.');
    expect(out.split('\n').at(-1)).toBe('The sign-off is VOID.');
  });
});

describe('playhead batch report', () => {
  it('writes one page, and says whether the sign-off holds', async () => {
    await seniorSigns();
    await reviewerSigns();
    const held = await playhead('batch', 'report', folder, '--keys', at('keys.json'));
    expect([held.code, held.out]).toEqual([0, `${at('batch.report.html')}: the sign-off holds.`]);
    expect(await readFile(at('batch.report.html'), 'utf8')).toContain('<strong>Accepted</strong>');
    const other = ['--commitment', '0'.repeat(64), '--out', at('other.html'), '--keys', at('keys.json')];
    expect((await playhead('batch', 'report', folder, ...other)).out).toContain('sample-changed');
    await appendFile(at('one', 'notes.txt'), '!');
    const args = ['--keys', at('keys.json'), '--out', at('void.html')];
    const broken = await playhead('batch', 'report', folder, ...args);
    expect([broken.code, broken.out.split('\n')[0]]).toEqual([
      1,
      `${at('void.html')}: the sign-off is VOID.`,
    ]);
    expect(await readFile(at('void.html'), 'utf8')).toContain('<strong>Void</strong>');
  });
});

describe('playhead batch sample', () => {
  it('draws the same again, and says why each', async () => {
    const draw = (): Promise<Ran> => playhead('batch', 'sample', folder, '--nonce', at('nonce'), '--json');
    const [one, two] = [await draw(), await draw()];
    expect(one).toEqual(two);
    expect(JSON.parse(one.out)).toMatchObject({ mode: 'normal', lot: 2, size: 2 });
  });

  it('chooses the mode by what came of the batches before', async () => {
    const draw = (history: string): Promise<Ran> =>
      playhead('batch', 'sample', folder, '--nonce', at('nonce'), '--history', history, '--json');
    expect(JSON.parse((await draw('accepted')).out)).toMatchObject({ mode: 'normal' });
    expect(JSON.parse((await draw('rejected,accepted,rejected')).out)).toMatchObject({ mode: 'tightened' });
    const stopped = await draw(Array.from({ length: 7 }, () => 'rejected').join(','));
    expect([stopped.code, stopped.out]).toEqual([1, '']);
    expect((await draw('good')).code).toBe(2);
  });

  it.each([
    [['--mode', 'lax'], 2],
    [[], 2],
  ])('exits with 2 for %j', async (more, code) => {
    expect((await playhead('batch', 'sample', folder, ...more)).code).toBe(code);
  });
});
