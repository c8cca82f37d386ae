import { expect, it } from 'vitest';
import { checkRecordReferences } from '../../../src/qc/references/record-references.ts';
import { openTrace } from '../../../src/trace/open-trace.ts';
import { buildBundle } from '../../fixtures/build-bundle.ts';

async function reasons(actor: string): Promise<readonly unknown[]> {
  const content = `{"t": 1, "type": "note", "text": "a", "actor": ${actor}}\n`;
  const trace = await openTrace(buildBundle({ layers: [{ id: 'notes', kind: 'annotations', content }] }));
  return (await checkRecordReferences(trace)).map(({ details }) =>
    'reason' in details ? details.reason : undefined,
  );
}

it('a name that leads nowhere is told', async () => {
  expect(await reasons('"nobody"')).toEqual(['/actor names "nobody", and there is no such actor']);
});

it('what is no name is told in words, however deep it is', async () => {
  expect(await reasons('['.repeat(60_000) + ']'.repeat(60_000))).toEqual([
    '/actor names what is no name, and there is no such actor',
  ]);
});
