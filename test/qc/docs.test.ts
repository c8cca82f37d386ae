/** `docs/QC.md` says what the rules say: nobody should read another formula than the one that is computed. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { standardProfile } from '../../src/qc/profile.ts';
import { REASONS } from '../../src/qc/reason-codes.ts';
import { RULES } from '../../src/qc/rules.ts';
import { playhead } from '../cli/helpers.ts';

/** Without what a formatter may set otherwise: emphasis, escapes and spaces. */
const plain = (text: string): string => text.replace(/[\\*_\s`]+/g, '');

describe('docs/QC.md', () => {
  let docs = '';
  let text = '';
  beforeAll(() => {
    docs = readFileSync('docs/QC.md', 'utf8');
    text = plain(docs);
  });

  it.each(RULES)('describes $id as it is', ({ id, title, formula, source, needsReview = false }) => {
    const { gate = false, parameters = {} } = standardProfile().file.rules[id] ?? {};
    expect(text).toContain(plain(`#### ${id}: ${title}`));
    expect(text).toContain(plain(formula));
    const kind = `${gate ? 'A gate' : 'Shown alone'}${needsReview ? '; waits for review' : ''}`;
    expect(text).toContain(plain(`${kind}. Source: ${source}.`));
    for (const [name, { value, words = [], calibrated }] of Object.entries(parameters)) {
      const list = words.length > 7 ? `${words.length} entries` : words.join(', ');
      expect(text).toContain(plain(`- ${name}: ${value ?? list}${calibrated ? '' : '◊'}`));
    }
  });

  it.each(Object.entries(REASONS))('lists the reason %s', (code, { title, action, severity, owner }) => {
    expect(text).toContain(plain(`| ${code} | ${title} | ${action} | ${severity} | ${owner} |`));
  });

  it('shows what the command really prints', async () => {
    const { out } = await playhead('qc', 'public/samples/bug-fix');
    expect(docs).toContain(`$ playhead qc public/samples/bug-fix\n${out}\n`);
  });
});
