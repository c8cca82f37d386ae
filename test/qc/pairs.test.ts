/**
 * For each rule the real sample, which passes, and the same altered in one way, which fails by exactly that: no other
 * rule comes out otherwise, but those named. Each finding names the right time within 100 ms.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/base/hash.ts';
import type { QcReport } from '../../src/qc/judge.ts';
import { changedRules, judgeSample, put, ruleOf, type Json, type Sample } from './sample.ts';

const DURATION = 230.594319;
/** What the clock of the recorders read at the start of the trace, in microseconds. */
const START = 6_943_156_987;
const CLOSE = 0.1;

const BROWSER = 'layers/browser/browser-events.jsonl';
const CAST = 'layers/terminal/session.cast';
const COMMANDS = 'layers/commands/commands.jsonl';
const EDITS = 'layers/edits/ide-edits.jsonl';
const INPUT = 'layers/input/input-events.jsonl';
const NOTES = 'layers/notes/annotations.jsonl';
const TESTS = 'layers/tests/test-runs.jsonl';
const VOICE = 'layers/transcript/voice.vtt';
/** src/match.js as it was saved the second time. */
const MATCH = 'blobs/sha256/7e/7ec468d19a965a8102903923b4c61b0fd4a25dc2e4eef95cdd692175651f23a3';

interface Pair {
  readonly what: string;
  readonly rule: string;
  readonly alter: (sample: Sample) => void;
  readonly reason: string;
  /** Seconds; undefined: it has no time. */
  readonly range: readonly [number, number] | undefined;
  /** Rules that cannot but fail with it. */
  readonly with?: readonly string[];
}

const is = (record: Json, key: string, value: unknown): boolean => (record[key] as unknown) === value;
const set =
  (key: string, of: string | number, values: object) =>
  (records: Json[]): readonly object[] =>
    records.map((record) => (is(record, key, of) ? { ...record, ...values } : record));

/** Moves a layer of media in time, with its points. */
const moved =
  (id: string, micros: number) =>
  (sample: Sample): void =>
    sample.layer(id, (layer) => {
      for (const point of (layer['clock']?.['map'] ?? []) as unknown as { trace_us: number }[])
        point.trace_us += micros;
    });

/** The lines of a cast but those in a range of its own seconds. */
const castWithout = (text: string, from: number, to: number): string =>
  text
    .split('\n')
    .filter((line) => {
      const seconds = Number(/^\[([\d.]+)/.exec(line)?.[1] ?? NaN);
      return !(seconds >= from && seconds <= to);
    })
    .join('\n');

const cuesWithout = (text: string, ...numbers: readonly number[]): string =>
  text
    .split('\n\n')
    .filter((cue) => !numbers.includes(Number(cue.split('\n')[0])))
    .join('\n\n');

/** Gives each cue other times, in seconds. */
const retimed = (
  text: string,
  times: (index: number, start: number) => readonly [number, number],
): string => {
  let index = -1;
  return text.replace(
    /^(\d\d):(\d\d):(\d\d\.\d+) --> .*$/gm,
    (_, hours: string, minutes: string, seconds: string) => {
      index += 1;
      const [start, end] = times(index, Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
      const stamp = (at: number): string =>
        `00:${String(Math.floor(at / 60)).padStart(2, '0')}:${(at % 60).toFixed(3).padStart(6, '0')}`;
      return `${stamp(start)} --> ${stamp(end)}`;
    },
  );
};

const criterion =
  (id: string, values: object) =>
  (sample: Sample): void =>
    sample.manifest((manifest) => {
      const list = manifest['outcome']?.['criteria'] as unknown as Json[];
      put(
        list.find((one) => is(one, 'id', id)),
        values,
      );
    });

const GITHUB_TOKEN = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;

const PAIRS: readonly Pair[] = [
  {
    what: 'a file that is missing',
    rule: 'artifacts',
    alter: ({ files }) => files.delete('layers/edits/03.diff'),
    reason: 'A-MISSING',
    range: [147.430386, 147.430387],
  },
  {
    what: 'a file with another byte',
    rule: 'artifacts',
    alter: ({ files }) => {
      const path = 'layers/browser/page-03.html';
      const bytes = files.get(path)?.slice() ?? new Uint8Array();
      bytes[200] = (bytes[200] ?? 0) ^ 1;
      files.set(path, bytes);
    },
    reason: 'A-HASH',
    range: [59.278242, 59.278243],
  },
  {
    what: 'a video that is cut off',
    rule: 'artifacts',
    alter: ({ files }) =>
      files.set(
        'layers/voice/voice.dat',
        files.get('layers/voice/voice.dat')?.slice(0, -2) ?? new Uint8Array(),
      ),
    reason: 'A-HASH',
    range: [0.035825, DURATION],
  },
  {
    what: 'a file that nothing lists',
    rule: 'artifacts',
    alter: ({ files }) => files.set('layers/notes/draft.txt', new Uint8Array([65])),
    reason: 'A-EXTRA',
    range: undefined,
  },
  {
    what: 'a layer that is simply not there',
    rule: 'layers-declared',
    alter: (sample) =>
      sample.manifest((manifest) => {
        put(manifest, { layers: manifest.layers.filter((layer) => !is(layer, 'id', 'input')) });
        for (const tool of manifest['provenance']?.['capture'] as unknown as { layers: string[] }[])
          tool.layers = tool.layers.filter((id) => id !== 'input');
      }),
    reason: 'A-MISSING',
    range: [0, DURATION],
  },
  {
    what: 'a layer that is absent without a word',
    rule: 'layers-declared',
    alter: (sample) => sample.layer('network', (layer) => put(layer, { status: 'lost' })),
    reason: 'A-MISSING',
    range: [0, DURATION],
  },
  {
    what: 'a layer that cannot be read',
    rule: 'layers-declared',
    alter: (sample) => sample.text('layers/network/session.har', () => '{"log":{}}'),
    reason: 'A-FORMAT',
    range: [0, DURATION],
  },
  {
    what: 'a video that ends three seconds early',
    rule: 'duration-coverage',
    alter: moved('screen', -3_000_000),
    reason: 'T-GAP-VIDEO',
    range: [227.262822, DURATION],
    with: ['gaps'],
  },
  {
    what: 'a sound that ends three seconds early',
    rule: 'duration-coverage',
    alter: moved('voice', -3_000_000),
    reason: 'T-GAP-AUDIO',
    range: [227.593761, DURATION],
    with: ['gaps'],
  },
  {
    what: 'a recorder of events that says it ended early',
    rule: 'duration-coverage',
    alter: (sample) => sample.layer('commands', (layer) => put(layer, { t_start: 0, t_end: 226_000_000 })),
    reason: 'T-GAP-EVENT',
    range: [226, DURATION],
    // Shorter than the ten seconds that a heartbeat holds for: no gap.
  },
  {
    what: 'a picture that is missing for 0.8 s',
    rule: 'gaps',
    alter: moved('screen', -500_000),
    reason: 'T-GAP-VIDEO',
    range: [229.762822, DURATION],
  },
  {
    what: 'a recorder of events that was off for 30 s',
    rule: 'gaps',
    alter: (sample) => sample.layer('commands', (layer) => put(layer, { t_start: 0, t_end: 200_000_000 })),
    reason: 'T-GAP-EVENT',
    range: [200, DURATION],
    with: ['duration-coverage'],
  },
  {
    what: 'a time that goes back',
    rule: 'clock-order',
    alter: (sample) =>
      sample.records(BROWSER, (records) => {
        const at = records.findIndex((record) => is(record, 't', 7_006_777_723));
        put(records[at], { t: 7_006_500_000 });
        return records;
      }),
    reason: 'T-CLOCK',
    // Shown at the time of the one before it.
    range: [63.520118, 63.520119],
  },
  {
    what: 'a time after the end',
    rule: 'clock-order',
    alter: (sample) =>
      sample.records(INPUT, (records) => {
        put(records.at(-1), { t: START + 250_000_000 });
        return records;
      }),
    reason: 'T-CLOCK',
    range: [DURATION, DURATION],
  },
  {
    what: 'a clock that drifts by 300 ms',
    rule: 'sync',
    alter: (sample) =>
      sample.layer('screen', (layer) => {
        const points = layer['clock']?.['map'] as unknown as { trace_us: number }[];
        put(points[1], { trace_us: 219_062_693 });
      }),
    reason: 'T-CLOCK',
    range: [11.636021, 219.062693],
  },
  {
    what: 'a layer that may be 250 ms off',
    rule: 'sync',
    alter: (sample) => sample.layer('voice', (layer) => put(layer['clock'], { residual_us: 250_000 })),
    reason: 'T-CLOCK',
    range: [0.035825, DURATION],
  },
  {
    what: 'cues every five seconds',
    rule: 'invented-times',
    alter: (sample) =>
      sample.text(VOICE, (text) => retimed(text, (index) => [4.661 + 5 * index, 8.661 + 5 * index])),
    reason: 'T-CLOCK',
    range: [4.661, 209.661],
  },
  {
    what: 'cues at whole seconds',
    rule: 'invented-times',
    alter: (sample) =>
      sample.text(VOICE, (text) => retimed(text, (_, start) => [Math.floor(start), Math.floor(start) + 1])),
    reason: 'T-CLOCK',
    range: [4, 225],
  },
  {
    what: 'keys that all went down at once',
    rule: 'invented-times',
    alter: (sample) =>
      sample.records(INPUT, (records) => records.map((record) => ({ ...record, t: START + 9_000_000 }))),
    reason: 'T-CLOCK',
    range: [9, 9],
  },
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
    what: 'a blocker after the end is no name, a criterion that nobody asked for is one',
    rule: 'references',
    alter: (sample) =>
      sample.manifest((manifest) => {
        (manifest['outcome']?.['criteria'] as unknown as object[]).push({ id: 'docs', result: 'unknown' });
      }),
    reason: 'A-MISSING',
    range: undefined,
  },
  {
    what: 'a command outside every phase',
    rule: 'steps-assigned',
    alter: (sample) =>
      sample.manifest((manifest) => {
        const phases = manifest['outcome']?.['phases'] as unknown as object[];
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

describe('each rule', () => {
  let sample: QcReport;
  beforeAll(async () => {
    sample = await judgeSample();
  });

  it('passes on the sample, but for the verification that nobody has made', () => {
    expect(sample.rules.filter(({ result }) => result !== 'pass').map(({ id }) => id)).toEqual([
      'outcome-verified',
    ]);
  });

  it('has a pair here', () => {
    const paired = new Set(PAIRS.map(({ rule }) => rule));
    expect(sample.rules.map(({ id }) => id).filter((id) => !paired.has(id))).toEqual(['outcome-verified']);
  });

  it.each(PAIRS)('$rule finds $what', async ({ rule, alter, reason, range, with: others = [] }) => {
    const report = await judgeSample(alter);
    expect(new Set(changedRules(sample, report))).toEqual(new Set([rule, ...others]));
    const found = ruleOf(report, rule).findings.find((finding) => finding.reason === reason);
    expect(found).toBeDefined();
    if (range === undefined) expect(found?.range).toBeUndefined();
    else {
      expect(Math.abs((found?.range?.start ?? NaN) / 1e6 - range[0])).toBeLessThan(CLOSE);
      expect(Math.abs((found?.range?.end ?? NaN) / 1e6 - range[1])).toBeLessThan(CLOSE);
    }
    expect(JSON.stringify(report)).not.toContain(GITHUB_TOKEN);
  });

  it('takes a layer that is honestly absent for declared', async () => {
    const report = await judgeSample((altered) =>
      altered.layer('network', (layer) => put(layer, { status: 'withheld', status_note: 'client data' })),
    );
    expect(changedRules(sample, report)).toEqual([]);
  });

  it.each([
    ['somebody else', 'night-shift', 'pass', 'pass', []],
    ['the one who captured it', 'engineer', 'pass', 'fail', ['O-INDEPENDENCE']],
    ['somebody else, who does not agree', 'night-shift', 'fail', 'fail', ['O-FAIL']],
  ])('outcome-verified takes the word of %s', async (_who, checker, result, expected, reasons) => {
    const report = await judgeSample((altered) =>
      altered.manifest((manifest) => {
        const checks = ['tests-pass', 'regression-test', 'lint-clean'].map((id) => ({
          id,
          result: id === 'lint-clean' ? result : 'pass',
        }));
        const record = {
          checker,
          role: 'verifier',
          at: '2026-11-24T00:00:00Z',
          checklist_version: '1',
          checks,
          verdict: 'none',
        };
        put(manifest['qc'], { records: [record] });
      }),
    );
    const verified = ruleOf(report, 'outcome-verified');
    expect([verified.result, verified.findings.map(({ reason }) => reason)]).toEqual([expected, reasons]);
  });
});
