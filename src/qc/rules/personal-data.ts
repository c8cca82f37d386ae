import { atMost, defineRule } from '../rule.ts';
import { PERSONAL_FORMATS } from '../secrets/personal-formats.ts';

export const personalData = defineRule({
  id: 'personal-data',
  group: 'privacy',
  title: 'No personal data were left in',
  formula:
    'personal = e-mail addresses (but for names that nobody has), payment card numbers (issuer, length, Luhn) and bank account numbers (country, length, mod 97), in all texts of the bundle ≤ max. Values that hold one of ignored do not count.',
  source: 'Own; the formats name their sources in src/qc/secrets/personal-formats.ts',
  parameters: { max: 'number', ignored: 'words' },
  looksFor: ({ ignored }) => ({
    formats: PERSONAL_FORMATS,
    reason: 'P-PII',
    ignored,
    minEntropy: 0,
  }),
  check(_facts, { max }, { findings, unmeasured }) {
    return { measures: [atMost('personal', findings.length, max, { unit: 'count' })], unmeasured, findings };
  },
});
