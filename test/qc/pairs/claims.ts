/** What is left in, what is said, and what is claimed. */
import {
  CAST,
  COMMANDS,
  criterion,
  cuesWithout,
  DURATION,
  GITHUB_TOKEN,
  NOTES,
  type Pair,
  set,
  VOICE,
} from './alter.ts';

/** Of no known form; it looks random. */
const NAMED_SECRET = 'q7Rt2ZxW9bLm4KvP1sYd8HcN';

export const CLAIMS_PAIRS: readonly Pair[] = [
  {
    what: 'a token on the terminal',
    rule: 'secrets',
    alter: (sample) =>
      sample.text(CAST, (text) =>
        // The output of the first linter run.
        text.replace(/^\[193\.\d+, "o", "/m, (start) => `${start}export GH=${GITHUB_TOKEN}\\r\\n`),
      ),
    reason: 'P-SECRET',
    range: [194.989363, 194.989364],
  },
  {
    what: 'a token in the header of the terminal recording',
    rule: 'secrets',
    alter: (sample) => sample.text(CAST, (text) => text.replace('{', () => `{"title":"${GITHUB_TOKEN}",`)),
    reason: 'P-SECRET',
    range: undefined,
  },
  {
    what: 'a token in a field of our own',
    rule: 'secrets',
    alter: (sample) => sample.records(COMMANDS, set('seq', 8, { 'x-env': { GH: GITHUB_TOKEN } })),
    reason: 'P-SECRET',
    range: [216.690545, 216.694253],
  },
  {
    what: 'a token in a remark of the transcript',
    rule: 'secrets',
    alter: (sample) =>
      sample.text(VOICE, (text) => text.replace('WEBVTT', () => `WEBVTT\n\nNOTE ${GITHUB_TOKEN}`)),
    reason: 'P-SECRET',
    range: undefined,
  },
  {
    what: 'a header that is a secret by its name alone',
    rule: 'secrets',
    alter: (sample) =>
      sample.text('layers/network/session.har', (text) =>
        text.replace('"headers": [', () => `"headers": [{"name":"X-Api-Key","value":"${NAMED_SECRET}"},`),
      ),
    reason: 'P-SECRET',
    range: [53.8, 53.8],
  },
  {
    what: 'an address in what is said',
    rule: 'personal-data',
    alter: (sample) =>
      sample.text(VOICE, (text) =>
        text.replace('That closes issue seventeen.', 'Write to ada@lovelace-mills.co.uk.'),
      ),
    reason: 'P-PII',
    range: [225.923, 228.026],
  },
  {
    what: 'a commit that nobody explains',
    rule: 'verbalization',
    alter: (sample) => {
      sample.text(VOICE, (text) => cuesWithout(text, 39, 40));
      sample.records(NOTES, (records) =>
        records.filter((record) => !JSON.stringify(record).includes('Three files')),
      );
    },
    reason: 'V-CRITICAL',
    range: [223.42735, 223.434271],
  },
  {
    what: 'a criterion without a result',
    rule: 'outcome-claim',
    alter: criterion('lint-clean', { result: 'unknown' }),
    reason: 'O-FAIL',
    range: [DURATION, DURATION],
  },
  {
    what: 'a success in spite of a criterion that is not met',
    rule: 'outcome-claim',
    alter: criterion('lint-clean', { result: 'not_met' }),
    reason: 'O-FAIL',
    range: [DURATION, DURATION],
  },
  {
    what: 'evidence that failed',
    rule: 'outcome-evidence',
    alter: criterion('tests-pass', { evidence: [{ layer: 'tests', t: 92_254_243, t_end: 92_536_651 }] }),
    reason: 'O-FAIL',
    range: [92.254243, 92.536651],
  },
  {
    what: 'evidence that is older than the last write',
    rule: 'outcome-evidence',
    alter: criterion('tests-pass', { evidence: [{ layer: 'tests', t: 167_122_052, t_end: 167_466_749 }] }),
    reason: 'O-VACUOUS',
    range: [167.122052, 167.466749],
  },
  {
    what: 'evidence that is not there',
    rule: 'outcome-evidence',
    alter: criterion('tests-pass', { evidence: [{ layer: 'tests', t: 50_000_000 }] }),
    reason: 'A-MISSING',
    range: [50, 50],
  },
];
