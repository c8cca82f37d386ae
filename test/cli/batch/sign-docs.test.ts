/** `docs/QC.md` on signing: its commands work as they stand, in their order, and its codes are those of the program. */
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { standardProfile } from '../../../src/qc/profile.ts';
import { samplingPlan } from '../../../src/review/sampling/plan.ts';
import { PAYLOAD_TYPE } from '../../../src/review/sign/statement.ts';
import { playhead, scratch } from '../helpers.ts';
import { titled, writeBundle } from './bundles.ts';
import { judge } from './judge.ts';

let section = '';
beforeAll(async () => {
  const docs = await readFile('docs/QC.md', 'utf8');
  section = /\n## Signing a batch off\n([\s\S]*?)(?:\n## |$)/.exec(docs)?.[1] ?? '';
});

/** Lines of the shell blocks that begin with a word. */
const shell = (word: string): readonly string[] =>
  [...section.matchAll(/```sh\n([\s\S]*?)```/g)]
    .flatMap(([, block = '']) => block.split('\n'))
    .filter((line) => line.startsWith(word));

/** The names of a union of string literals in a source file. */
async function union(file: string, name: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8');
  const body = new RegExp(`export type ${name} =([^;]*);`).exec(text)?.[1] ?? '';
  return [...body.matchAll(/'([a-z-]+)'/g)].map(([, code = '']) => code);
}

/** The same sign-off as if it were of another batch; its signatures do not hold any more. */
function ofAnotherBatch(signoff: string): string {
  const { payload, ...rest } = JSON.parse(signoff) as { payload: string };
  const statement = JSON.parse(Buffer.from(payload, 'base64').toString()) as Statement;
  statement.predicate.batch.batch_id = '00000000-0000-4000-8000-000000000000';
  return JSON.stringify({ ...rest, payload: Buffer.from(JSON.stringify(statement)).toString('base64') });
}

interface Statement {
  readonly predicate: { readonly batch: { batch_id: string } };
}

/** The codes of the table with this heading. */
const table = (heading: string): readonly string[] => {
  const [, rows = ''] =
    new RegExp(`\\| ${heading} [^\\n]*\\n\\|[ -|]*\\n((?:\\|[^\\n]*\\n)*)`).exec(section) ?? [];
  return [...rows.matchAll(/^\| `([a-z-]+)`/gm)].map(([, code = '']) => code);
};

describe('docs/QC.md on signing', () => {
  it('shows commands that work, one after the other', async () => {
    const folder = await scratch();
    await mkdir(join(folder, 'my-batch'));
    await writeBundle(join(folder, 'my-batch', 'one'), titled('one'));
    const { file } = standardProfile();
    const profile = join(folder, 'profile.json');
    // The smallest bundle has nothing that most rules look for.
    await writeFile(
      profile,
      JSON.stringify({ ...file, rules: { artifacts: file.rules['artifacts'] }, families: {} }),
    );
    const lines = shell('playhead ');
    expect(lines.length).toBeGreaterThan(12);
    for (const line of lines) {
      const words = line.split(' ').slice(1);
      const args = words.map((word) =>
        /\.(?:pem|json)$|^nonce$|^my-batch$/.test(word) ? join(folder, word) : word,
      );
      if (line.includes('--earlier')) {
        // A batch that was signed before, and a bundle that is not among these.
        await mkdir(join(folder, 'before'), { recursive: true });
        await writeFile(
          join(folder, 'before', 'batch.signoff.json'),
          ofAnotherBatch(await readFile(join(folder, 'my-batch', 'batch.signoff.json'), 'utf8')),
        );
        const odd = [{ bundle_id: `sha256:${'0'.repeat(64)}`, defect: 'its sound was cut' }];
        const gold = { schema: { name: 'playhead-gold', version: 1 }, traces: odd };
        await writeFile(join(folder, 'gold.json'), JSON.stringify(gold));
      }
      const isSigning = line.includes('--nonce') && line.includes(' sign ');
      if (isSigning) await judge(join(folder, 'my-batch'), 'one', { Ben: 'accept', Eve: 'accept' });
      const { code, err } = await playhead(...args, ...(isSigning ? ['--profile', profile] : []));
      expect({ line, code, err }).toEqual({ line, code: 0, err: '' });
    }
  });

  it.skipIf(process.platform !== 'linux')('names a bundle by a command that gives its root', async () => {
    const folder = await scratch();
    await writeBundle(join(folder, 'one'), titled('one'));
    const [line = ''] = shell('find ');
    const sum = execFileSync('bash', ['-c', line], { cwd: join(folder, 'one'), encoding: 'utf8' });
    expect(sum).toMatch(/^[0-9a-f]{64} /);
  });

  it('lists what can stand open, and what makes a sign-off void', async () => {
    expect(table('stands open')).toEqual(await union('src/review/sign/standing.ts', 'OpenCode'));
    expect(table('reason')).toEqual(await union('src/review/sign/fault.ts', 'FaultCode'));
  });

  it('has the numbers of the plan', () => {
    const row = (mode: string): readonly string[] =>
      (new RegExp(`\\| drawn, ${mode} +\\|([^\\n]*)`).exec(section)?.[1] ?? '')
        .split('|')
        .map((cell) => cell.trim());
    for (const [mode, sizes] of [
      ['normal', row('normal')],
      ['tightened', row('tightened')],
    ] as const)
      for (const [index, lot] of [10, 20, 50, 100, 200, 500].entries())
        if (sizes[index] !== '')
          expect([lot, sizes[index]]).toEqual([lot, String(samplingPlan(lot, mode).size)]);
    expect(section).toContain(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} N `);
  });
});
