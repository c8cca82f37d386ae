/** What is told of what stands open. */
import { expect, it } from 'vitest';
import { knownOpen, remarksOf } from '../../../../src/app/batch/sign/open-words.ts';
import type { BatchVerdict } from '../../../../src/schema/generated/types.ts';
import { qcOf, traceRow } from '../../../review/batch/rows.ts';
import { trace } from '../../../review/sign/evidence.ts';
import { gathered } from './signing.ts';

const verdicts: readonly BatchVerdict[] = [{ by: 'Ben', verdict: 'reject', at: '2026-01-01T00:00:00.000Z' }];

it('tells what the list of a batch knows, each by how many there are', () => {
  const broken = { name: 'broken', href: 'broken/', problem: { code: 'zip-invalid', message: 'No zip.' } };
  const rerun = { verifications: 'trace-2.verifications.jsonl' };
  const rows = [
    traceRow(1, { qc: qcOf({ result: 'fail' }), verdicts }),
    traceRow(2, rerun),
    traceRow(3),
    broken,
  ];
  expect(knownOpen(rows).slice(1)).toEqual([
    '2 traces have no verdict.',
    '1 trace did not pass the rules.',
    '2 traces were not judged by the rules.',
    '2 traces have no independent re-run.',
    '1 trace could not be read.',
  ]);
});

it('remarks what keeps nothing from being signed', () => {
  const run = { ...trace('b'), verifications: { state: 'read', content: new Uint8Array(1) } } as const;
  expect(remarksOf([gathered(run)])).toEqual([]);
  expect(remarksOf([gathered(trace('a'), { openComments: 1 }), gathered(run, { openComments: 2 })])).toEqual([
    '3 comments in 2 traces are not resolved. That keeps nothing from being signed.',
    '1 trace has no independent re-run beside the bundle.',
  ]);
});
