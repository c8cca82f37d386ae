import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approval, reviewRecords } from '../../capture/bundle/review.ts';
import { rehearse, type Rehearsal } from '../../capture/rehearsal.ts';
import { threadsOf } from '../../capture/review/review-log.ts';
import { codeReview } from '../../capture/scenarios/code-review.ts';
import { endsOf } from './ends.ts';

const folder = mkdtempSync(join(tmpdir(), 'playhead-review-'));
let played: Rehearsal;

const ends = (wanted: string): readonly string[] => endsOf(played, wanted);

beforeAll(async () => {
  played = await rehearse(codeReview, folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the code review', () => {
  it('finds by running what no test of the agent does, and sees the new tests red without the fix', () => {
    expect(ends('npm test')).toEqual(['Try it: 0', 'Read again: 1', 'Read again: 0', 'Lint: 0']);
    const example = played.commands.find(({ command }) => command.startsWith('node examples'));
    expect(example?.output).toContain('after 4 calls');
    const red = played.commands.find(({ exitCode }) => exitCode !== 0);
    expect(red?.output).toContain('pass 4');
    expect(red?.output).toContain('fail 2');
  });

  it('fixes what the linter finds, and brings the branch to main', () => {
    expect(ends('npm run lint')).toEqual(['Lint: 1', 'Lint: 0']);
    for (const command of ['git pull', 'git commit', 'git push -q', codeReview.completedBy ?? ''])
      expect(ends(command)).toEqual([expect.stringMatching(/: 0$/)]);
    const main = played.commands.at(-1)?.output.trim().split('\n') ?? [];
    expect(main.map((line) => line.slice(8))).toEqual([
      'Example: shop is a const',
      'Count attempts, not retries, and send a POST once',
      'Retry requests that fail for a while',
      'calm-fetch 2.1.0',
    ]);
  });

  it('comments on lines, takes one comment back, is answered in the others, and approves', () => {
    const threads = threadsOf(played.reviews).map(({ place: { file, line }, answers, isResolved }) => [
      `${file}:${line}`,
      answers.map(({ actor, state }) => state ?? actor),
      isResolved,
    ]);
    expect(threads).toEqual([
      ['src/client.js:16', ['agent', 'resolved'], true],
      ['src/retry.js:9', ['engineer', 'resolved'], true],
      ['src/retry.js:8', ['agent', 'resolved'], true],
    ]);
    expect(played.reviews.flatMap(({ verdict }) => verdict ?? [])).toEqual(['changes_requested', 'approved']);
  });

  it('says why at every turn', () => {
    expect(played.decisions.length).toBeGreaterThanOrEqual(12);
  });
});

describe('the records of a review', () => {
  it('are annotations, with the state in which each thread ends', () => {
    const records = reviewRecords(played.reviews);
    const schema = JSON.parse(readFileSync('public/schema/annotations.v1.json', 'utf8')) as object;
    const isValid = new Ajv2020({ strict: false }).compile(schema);
    for (const record of records) expect([record, isValid(record)]).toEqual([record, true]);
    expect(records[0]).toMatchObject({ file: 'src/client.js', line: 16, side: 'new', state: 'resolved' });
    const open = reviewRecords(played.reviews.slice(0, 1));
    expect(open).toEqual([expect.objectContaining({ actor: 'engineer', state: 'open' })]);
  });

  it('tell whether the change was approved with nothing left open', () => {
    const verdict = played.reviews.at(-1);
    const evidence = [{ layer: 'review', t: 5, note: 'approved, 0 threads open' }];
    expect(approval(played.reviews, (verdict?.atUs ?? 0) - 5)).toEqual({ result: 'met', evidence });
    const unresolved = played.reviews.filter(({ state }) => state === undefined);
    expect(approval(unresolved, 0)).toMatchObject({ result: 'not_met' });
    expect(approval([], 0)).toEqual({ result: 'unknown' });
  });
});
