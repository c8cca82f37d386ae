/** Files and times. */
import { BROWSER, DURATION, INPUT, is, moved, NOTES, type Pair, retimed, START, VOICE } from './alter.ts';
import { listIn, put, type Sample } from '../sample.ts';

/** A heartbeat every five seconds, but for those within (from, to). */
export const beats = (from: number, to: number): readonly number[] =>
  Array.from({ length: 47 }, (_, index) => 5 * index)
    .filter((second) => second <= from || second >= to)
    .map((second) => second * 1_000_000);

/** Declares pauses. */
export const paused =
  (...pauses: readonly unknown[]) =>
  (sample: Sample): void =>
    sample.manifest((manifest) => put(manifest['clock'], { 'x-pauses': pauses }));

export const TIMES_PAIRS: readonly Pair[] = [
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
        for (const tool of listIn<{ layers: string[] }>(manifest, 'provenance', 'capture'))
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
    what: 'a line that is cut off',
    rule: 'layers-declared',
    alter: (sample) => sample.text(NOTES, (text) => text.replace('}\n', '\n')),
    reason: 'A-FORMAT',
    range: [0, DURATION],
  },
  {
    what: 'a record that is none of its kind',
    rule: 'layers-declared',
    alter: (sample) =>
      sample.records(INPUT, (records) => {
        put(records[20], { t: 'soon' });
        return records;
      }),
    reason: 'A-FORMAT',
    range: [0, DURATION],
  },
  {
    what: 'a file that ends in the middle of a line',
    rule: 'layers-declared',
    alter: (sample) => sample.text(INPUT, (text) => text.slice(0, -20)),
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
    what: 'a recorder of events whose heart stood still for 20 s',
    rule: 'gaps',
    alter: (sample) => sample.layer('commands', (layer) => put(layer, { 'x-heartbeats': beats(100, 130) })),
    reason: 'T-GAP-EVENT',
    range: [110, 130],
    with: ['duration-coverage'],
  },
  {
    what: 'a pause without a reason',
    rule: 'gaps',
    alter: paused({ t: [50_000_000, 51_000_000] }),
    reason: 'T-PAUSE-UNEXPLAINED',
    range: [50, 51],
  },
  {
    what: 'pauses that are together too long',
    rule: 'gaps',
    alter: paused({ t: [50_000_000, 53_000_000], reason: 'telephone' }),
    reason: 'T-REC-RESTART',
    range: [50, 53],
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
    what: 'a blocker after the end',
    rule: 'clock-order',
    alter: (sample) =>
      sample.manifest((manifest) => {
        put(listIn(manifest, 'outcome', 'blockers')[0], { t: 240_000_000 });
      }),
    reason: 'T-CLOCK',
    range: [DURATION, DURATION],
  },
  {
    what: 'a clock that drifts by 300 ms',
    rule: 'sync',
    alter: (sample) =>
      sample.layer('screen', (layer) => {
        const points = listIn(layer, 'clock', 'map');
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
];
