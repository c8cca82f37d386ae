/** Records, and how they hang together. */
import { sha256Hex } from '../../../src/base/hash.ts';
import {
  BROWSER,
  CAST,
  castWithout,
  COMMANDS,
  DURATION,
  EDITS,
  is,
  MATCH,
  NOTES,
  moved,
  type Pair,
  set,
  START,
  TESTS,
} from './alter.ts';
import { listIn, put } from '../sample.ts';

export const STEPS_PAIRS: readonly Pair[] = [
  {
    what: 'a page that is named and not listed',
    rule: 'references',
    alter: (sample) =>
      sample.records(
        BROWSER,
        set('path', 'layers/browser/page-03.html', { path: 'layers/browser/page-09.html' }),
      ),
    reason: 'A-MISSING',
    range: [59.278242, 59.278243],
  },
  {
    what: 'a diff that is named and not listed',
    rule: 'references',
    alter: (sample) =>
      sample.records(EDITS, set('diff', 'layers/edits/03.diff', { diff: 'layers/edits/33.diff' })),
    reason: 'A-MISSING',
    range: [147.430386, 147.430387],
  },
  {
    what: 'an answer to a note that is not there',
    rule: 'references',
    alter: (sample) => sample.records(NOTES, set('line', 36, { reply_to: 'n-1' })),
    reason: 'A-MISSING',
    range: [119.823905, 119.823906],
  },
  {
    what: 'a result of a criterion that nobody asked for',
    rule: 'references',
    alter: (sample) =>
      sample.manifest((manifest) => {
        listIn<object>(manifest, 'outcome', 'criteria').push({ id: 'docs', result: 'unknown' });
      }),
    reason: 'A-MISSING',
    range: undefined,
  },
  {
    what: 'a command outside every phase',
    rule: 'steps-assigned',
    alter: (sample) =>
      sample.manifest((manifest) => {
        const phases = listIn(manifest, 'outcome', 'phases');
        put(phases[3], { t_end: 90_000_000 });
      }),
    reason: 'S-UNASSIGNED',
    range: [92.254243, 92.536651],
  },
  {
    what: 'a navigation whose page was not recorded',
    rule: 'step-evidence',
    alter: (sample) =>
      sample.records(BROWSER, (records) =>
        records.filter((record) => !is(record, 'path', 'layers/browser/page-04.html')),
      ),
    reason: 'S-NO-AFTER',
    range: [61.653455, 61.653456],
  },
  {
    what: 'a write before which nothing is seen',
    rule: 'step-evidence',
    alter: moved('screen', 42_600_000),
    reason: 'S-NO-BEFORE',
    range: [40.69328, 42.69328],
    with: ['duration-coverage', 'gaps'],
  },
  {
    what: 'a command whose exit code is not known',
    rule: 'exit-codes',
    alter: (sample) => sample.records(COMMANDS, set('seq', 8, { exit_code: null, exit_source: 'unknown' })),
    reason: 'S-NO-AFTER',
    range: [216.690545, 216.694253],
    with: ['step-evidence'],
  },
  {
    what: 'a file that became another one by itself',
    rule: 'state-chain',
    alter: (sample) => {
      sample.text(MATCH, (text) => text.replace('getUTCDay()', 'getDay()'));
      const sha256 = sha256Hex(sample.files.get(MATCH) ?? new Uint8Array());
      sample.records(EDITS, set('content', MATCH, { sha256 }));
    },
    reason: 'S-CHAIN',
    range: [89.655166, 164.410366],
  },
  {
    what: 'a content with another hash than its record says',
    rule: 'state-chain',
    alter: (sample) => sample.records(EDITS, set('content', MATCH, { sha256: '0'.repeat(64) })),
    reason: 'S-CHAIN',
    range: [89.655166, 164.410366],
  },
  {
    what: 'typing that does not give what was saved',
    rule: 'state-chain',
    alter: (sample) =>
      sample.records(EDITS, (records) => {
        const place = { line: 0, character: 0 };
        const typed = {
          t: START + 160_000_000,
          type: 'change',
          file: 'src/match.js',
          changes: [{ start: place, end: place, text: 'x' }],
        };
        const at = records.findIndex((record) => is(record, 'content', MATCH));
        return [...records.slice(0, at), typed, ...records.slice(at)];
      }),
    reason: 'S-CHAIN',
    range: [89.655166, 164.410366],
  },
  {
    what: 'a final diff that forgets a file',
    rule: 'state-chain',
    alter: (sample) =>
      sample.text('layers/diff/final.diff', (text) =>
        text
          .split(/^(?=diff --git )/m)
          .filter((section) => !section.includes('src/parse.js'))
          .join(''),
      ),
    reason: 'S-CHAIN',
    range: [147.430386, DURATION],
  },
  {
    what: 'a command without a trace in its terminal',
    rule: 'cross-layer',
    alter: (sample) => sample.text(CAST, (text) => castWithout(text, 213.8, 216.9)),
    reason: 'S-XLAYER',
    range: [216.690545, 216.694253],
    with: ['step-evidence'],
  },
  {
    what: 'a terminal that ran what nobody recorded',
    rule: 'cross-layer',
    alter: (sample) => sample.records(COMMANDS, (records) => records.slice(0, -1)),
    reason: 'S-XLAYER',
    range: [225.57083, 225.570831],
  },
  {
    what: 'a test report of another command',
    rule: 'cross-layer',
    alter: (sample) => sample.records(TESTS, set('command_seq', 4, { command_seq: 2 })),
    reason: 'S-XLAYER',
    range: [167.122052, 167.466749],
  },
];
