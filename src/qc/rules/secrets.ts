import { atMost, defineRule } from '../rule.ts';
import { SECRET_FORMATS } from '../secrets/secret-formats.ts';

export const secrets = defineRule({
  id: 'secrets',
  group: 'privacy',
  title: 'No secret was left in',
  formula:
    'secrets = values, in all texts of the bundle, of a published token format, or that look random (≥ min_entropy bits a character) and are given to a name such as password ≤ max. Values that hold one of ignored do not count.',
  source: 'Own; the formats name their sources in src/qc/secrets/secret-formats.ts',
  parameters: { max: 'number', min_entropy: 'number', ignored: 'words' },
  looksFor: ({ ignored, min_entropy }) => ({
    formats: SECRET_FORMATS,
    reason: 'P-SECRET',
    ignored,
    minEntropy: min_entropy,
  }),
  check(_facts, { max }, { findings, unmeasured }) {
    return { measures: [atMost('secrets', findings.length, max, { unit: 'count' })], unmeasured, findings };
  },
});
