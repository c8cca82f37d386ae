/** Private keys in copies of which some findings stay. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { QcReportFile } from '../../../src/schema/generated/types.ts';
import { playhead, scratch } from '../helpers.ts';
import { writeBundle } from './write-bundle.ts';

const [TEST_KEY, REAL_KEY] = ['MIIBOgIBAAJBAKj34GkxFhD9', 'MHcCAQEEIIrYSSNQFaA2Hwf1'];
const pem = (kind: string, body: string): string =>
  String.raw`-----BEGIN ${kind} PRIVATE KEY-----\n${body}\n-----END ${kind} PRIVATE KEY-----\n`;

it('never keeps a private key, whichever findings are to stay', async () => {
  const folder = await scratch();
  const line = `{"test":"${pem('RSA', TEST_KEY)}","real":"${pem('EC', REAL_KEY)}"}`;
  const original = await writeBundle(join(folder, 'original'), {
    layers: [
      {
        id: 'terminal',
        kind: 'terminal',
        content: `{"version":2,"width":200,"height":5}\n[1,"o",${JSON.stringify(line)}]\n`,
      },
    ],
  });
  const { out } = await playhead('scan', original, '--json');
  const { rules } = JSON.parse(out) as QcReportFile;
  const except = rules.flatMap(({ findings }) => findings.map(({ id }) => id)).slice(0, 1);
  expect(except).toHaveLength(1);
  const plan = join(folder, 'plan.json');
  const schema = { name: 'playhead-redaction-plan', version: 1 };
  const found = { type: 'found', id: 'found', category: 'secret', rules: ['secrets'], except };
  await writeFile(plan, JSON.stringify({ schema, by: 'Dev', redactions: [found] }));
  const copy = join(folder, 'copy');
  expect(await playhead('redact', original, '--plan', plan, '-o', copy)).toMatchObject({ code: 0 });
  const text = await readFile(join(copy, 'layers/terminal/content.cast'), 'utf8');
  expect([text.includes(TEST_KEY), text.includes(REAL_KEY)]).toEqual([false, false]);
});
