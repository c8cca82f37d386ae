/** Signing a batch off by how it was reviewed: traces with known defects, and what earlier batches say, logs of re-runs. */
import { appendFile, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/base/hash.ts';
import { keepLog } from '../../../src/cli/verify/log-store.ts';
import { standardProfile } from '../../../src/qc/profile.ts';
import type { BatchFile, SignoffPredicate } from '../../../src/schema/generated/types.ts';
import { digestOfLine, verificationLine } from '../../../src/trace/verifications.ts';
import { passed, withCriterion } from '../../qc/pairs/re-runs.ts';
import { playhead, scratch, type Ran } from '../helpers.ts';
import { titled, writeBundle } from './bundles.ts';
import { judge } from './judge.ts';

interface Document {
  readonly open?: readonly { readonly code: string; readonly trace?: string }[];
  readonly faults?: readonly { readonly code: string; readonly trace?: string }[];
}

let root: string;
let folder: string;
const at = (...parts: readonly string[]): string => join(folder, ...parts);
const json = ({ out }: Ran): Document => JSON.parse(out) as Document;
const codes = (list: Document['faults']): readonly string[] =>
  (list ?? []).map(({ code, trace }) => (trace === undefined ? code : `${code} ${trace}`));
const batch = (command: string, ...more: readonly string[]): Promise<Ran> =>
  playhead('batch', command, folder, '--keys', join(root, 'keys.json'), '--json', ...more);
const seniorSigns = (...more: readonly string[]): Promise<Ran> =>
  batch(
    'sign',
    ...[
      '--profile',
      join(root, 'profile.json'),
      '--key',
      join(root, 'Ada.pem'),
      '--nonce',
      join(root, 'nonce'),
    ],
    ...more,
  );
const verifies = (...more: readonly string[]): Promise<Ran> => batch('verify', ...more);

beforeEach(async () => {
  root = await scratch();
  folder = join(root, 'batch');
  for (const name of ['one', 'two']) await writeBundle(at(name), titled(name));
  const { file } = standardProfile();
  const rules = { artifacts: file.rules['artifacts'] };
  await writeFile(join(root, 'profile.json'), JSON.stringify({ ...file, id: 'small', rules, families: {} }));
  await playhead('batch', 'index', folder);
  for (const name of ['one', 'two']) await judge(folder, name, { Ben: 'accept', Eve: 'accept' });
  await playhead('batch', 'sample', '--promise', join(root, 'nonce'));
  const [pem, pub] = [join(root, 'Ada.pem'), join(root, 'Ada.pub.pem')];
  await playhead('batch', 'keys', 'new', pem);
  await playhead('batch', 'keys', 'public', pem, '--out', pub);
  const trust = ['--name', 'Ada', '--role', 'senior', '--from', '2026-01-01'];
  await playhead('batch', 'keys', 'trust', pub, '--store', join(root, 'keys.json'), ...trust);
});

describe('playhead batch sign', () => {
  it('refuses a trace that one has judged alone', async () => {
    await judge(folder, 'one', { Ben: 'accept' });
    const ran = await seniorSigns();
    expect([ran.code, codes(json(ran).open)]).toEqual([1, ['double-missing one']]);
  });

  it('refuses a file that nothing lists', async () => {
    await writeFile(at('one', 'extra.txt'), '');
    const ran = await seniorSigns();
    expect([ran.code, codes(json(ran).open)]).toEqual([1, ['finding-open one']]);
  });

  it('leaves out traces with known defects, tells what reviewers found of them, and goes on without them', async () => {
    await writeBundle(at('odd'), titled('odd'));
    await playhead('batch', 'index', folder);
    await judge(folder, 'odd', { Ben: 'reject', Eve: 'accept' });
    const batch = JSON.parse(await readFile(at('batch.json'), 'utf8')) as BatchFile;
    const id = batch.traces.find(({ name }) => name === 'odd')?.bundle_id;
    const gold = join(root, 'gold.json');
    const list = {
      schema: { name: 'playhead-gold', version: 1 },
      traces: [{ bundle_id: id, defect: 'cut' }],
    };
    await writeFile(gold, JSON.stringify(list));
    const missed = await seniorSigns('--gold', gold);
    expect([missed.code, codes(json(missed).open)]).toEqual([1, ['honeypots-missed']]);
    await judge(folder, 'odd', { Ben: 'reject', Eve: 'recapture' });
    expect((await seniorSigns('--gold', gold)).code).toBe(0);
    // It must not be delivered.
    expect(codes(json(await verifies('--reviewers', '0')).faults)).toEqual(['trace-unsigned odd']);
    await rm(at('odd'), { recursive: true });
    await rm(at('odd.review.json'));
    await playhead('batch', 'index', folder);
    expect((await verifies('--reviewers', '0')).code).toBe(0);
    const page = await playhead('batch', 'report', folder);
    expect(page.code).toBe(0);
    expect(await readFile(at('batch.report.html'), 'utf8')).toContain('1 of 1 known defects');
    await writeFile(gold, '{');
    expect((await seniorSigns('--gold', gold, '--replace')).code).toBe(3);
  });

  it('wants the logs of the re-runs that are signed, and so does verifying', async () => {
    const logs = at('one.verifications');
    const line = async (previous: string | null, text: string) => {
      const log = await keepLog(logs, Buffer.from(text), text.length);
      const runs = [{ ...passed, log }];
      const { criteria, ...rest } = withCriterion('tests-pass', { baseline: { ...passed, log }, runs });
      return verificationLine({
        ...rest,
        previous,
        criteria: criteria.filter(({ id }) => id === 'tests-pass'),
      });
    };
    const first = await line(null, 'first');
    await writeFile(`${logs}.jsonl`, `${first}\n`);
    expect((await seniorSigns()).code).toBe(0);
    // Another record may come, and go wrong, without what was signed.
    await appendFile(`${logs}.jsonl`, `${await line(digestOfLine(first), 'second')}\n`);
    await rm(join(logs, `${sha256Hex(Buffer.from('second'))}.log`));
    expect(codes(json(await verifies('--reviewers', '0')).faults)).toEqual([]);
    const kept = join(logs, `${sha256Hex(Buffer.from('first'))}.log`);
    await appendFile(kept, '!');
    expect(codes(json(await verifies('--reviewers', '0')).faults)).toEqual(['verifications-changed one']);
    await rm(kept);
    expect(codes(json(await verifies('--reviewers', '0')).faults)).toEqual(['verifications-changed one']);
    const again = await seniorSigns('--replace');
    expect([again.code, codes(json(again).open)]).toEqual([1, ['verifications-unreadable one']]);
    await seniorSigns('--replace', '--state-open');
    expect((await verifies('--reviewers', '0', '--allow-open')).code).toBe(0);
  });

  it('counts what earlier sign-offs say, where they are signed by somebody trusted', async () => {
    const before = join(root, 'before.json');
    const now = folder;
    folder = join(root, 'earlier batch');
    await cp(now, folder, { recursive: true });
    await rm(at('batch.json'));
    await playhead('batch', 'index', folder);
    await seniorSigns();
    await cp(at('batch.signoff.json'), before);
    const own = await seniorSigns('--replace', '--earlier', before);
    expect([own.code, own.err]).toEqual([3, expect.stringContaining('it is of this very batch')]);
    folder = now;
    expect((await seniorSigns('--earlier', before)).code).toBe(0);
    const { payload } = JSON.parse(await readFile(at('batch.signoff.json'), 'utf8')) as { payload: string };
    const { predicate } = JSON.parse(Buffer.from(payload, 'base64').toString()) as {
      predicate: SignoffPredicate;
    };
    expect(predicate.sampling.earlier).toMatchObject({
      capturers: [{ traces: 2 }],
      verdicts: [
        ['accept', 'accept'],
        ['accept', 'accept'],
      ],
    });
    expect(predicate.agreement).toMatchObject({ judged_twice: 2, window: { judged_twice: 4 } });
    const file = JSON.parse(await readFile(before, 'utf8')) as { signatures: { sig: string }[] };
    await writeFile(
      before,
      JSON.stringify({ ...file, signatures: [{ keyid: '0'.repeat(64), sig: 'AA==' }] }),
    );
    const forged = await seniorSigns('--replace', '--earlier', before);
    expect([forged.code, forged.err]).toEqual([3, expect.stringContaining('does not count')]);
  });
});
