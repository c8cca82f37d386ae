/** Bundles of what died captures left: recordings made up, and cut off at places. */
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { packetTimes, PICTURE_CODE } from '../../../src/cli/capture/ffmpeg.ts';
import type { JournalEntry } from '../../../src/cli/capture/journal.ts';
import type { Manifest } from '../../../src/schema/generated/types.ts';
import { canRun, playhead, scratch } from '../helpers.ts';
import { at, began, configFor, ends, starts, WALL, ZERO } from './capture-fixtures.ts';

const folder = await scratch();
const HAS_FFMPEG = canRun('ffmpeg');
let count = 0;

beforeEach(() => {
  vi.stubEnv('XDG_STATE_HOME', join(folder, 'state'));
});

const NO_MEDIA = {
  screen: 'there is no display.',
  voice: 'no microphone answers.',
  browser: 'Chromium is not installed.',
};
const CAST = [
  `{"version": 2, "width": 80, "height": 24, "x-monotonic-us": ${ZERO + 1_000_000}}`,
  `[1.0, "o", "\\u001b]133;C;playhead=${ZERO + WALL + 2_000_000}\\u0007hello\\r\\n"]`,
  `[8.5, "o", "still here\\r\\n"]`,
  '',
].join('\n');
const INPUT = [2_000, 3_000, 9_000]
  .map((ms) => `${ms + ZERO / 1000} ${(ms + 1) * 1000 + ZERO} 2 38 10 20 0 97 a\n`)
  .join('');
const SAVE = { wall: ZERO + WALL + 4_000_000, kind: 'save', file: 'a.txt', sha256: '0'.repeat(64), bytes: 3 };

/** A capture without picture and sound, nobody ended it: its journal, and what its recorders wrote. */
async function left(
  entries: readonly JournalEntry[],
  raw: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
  const capture = join(folder, `capture-${(count += 1)}`);
  await mkdir(join(capture, 'raw'), { recursive: true });
  const journal = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  await writeFile(join(capture, 'journal.jsonl'), journal);
  for (const [name, content] of Object.entries(raw)) await writeFile(join(capture, 'raw', name), content);
  return capture;
}

const ENTRIES = [
  began(configFor('/a', { title: 'Mend it' }), NO_MEDIA),
  starts(0.1, 'input', 1, 'raw/input-1.txt'),
  starts(1, 'terminal-1', 1, 'raw/terminal-1.cast'),
  at(2, { type: 'beat', alive: ['input', 'terminal', 'terminal-1'] }),
  at(3, { type: 'note', text: 'I try it' }),
  at(4, { type: 'paused' }),
  ends(4.1, 'input', 1),
  at(6, { type: 'resumed' }),
  starts(6, 'input', 2, 'raw/input-2.txt'),
  at(7, { type: 'beat', alive: ['input', 'terminal', 'terminal-1'] }),
];
const RAW = {
  'input-1.txt': INPUT.split('\n').slice(0, 2).join('\n') + '\n',
  'input-2.txt': INPUT.split('\n').slice(2).join('\n'),
  'terminal-1.cast': CAST,
  'terminal-1.tsv': `start\t${ZERO + WALL + 2_000_000}\t/a\techo hello\n`,
  'edits.jsonl': `${JSON.stringify(SAVE)}\n`,
};

async function manifestIn(capture: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(capture, 'bundle', 'trace_schema_v2.json'), 'utf8')) as Manifest;
}

const layerOf = ({ layers }: Manifest, id: string) => layers.find((layer) => layer.id === id);
const notesIn = async (capture: string): Promise<string> =>
  readFile(join(capture, 'bundle/layers/notes/annotations.jsonl'), 'utf8');

describe('playhead capture recover', () => {
  it('makes a bundle of what is there, and declares what is not', async () => {
    const capture = await left(ENTRIES, RAW);
    const { code, out, err } = await playhead('capture', 'recover', capture);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('9.5 s, cut off');
    const manifest = await manifestIn(capture);
    expect(manifest.clock).toMatchObject({
      duration: 9_500_000,
      'x-pauses': [{ t: [4_000_000, 6_000_000] }],
    });
    expect(manifest.session.mode).toBe('live');
    expect(manifest.task.title).toBe('Mend it');
    expect(layerOf(manifest, 'input')).toMatchObject({
      ...{ status: 'present', records: 3, 'x-heartbeats': [100_000, 2_000_000, 6_000_000, 7_000_000] },
      'x-gaps': [
        { t: [4_100_000, 6_000_000], reason: 'Recording was paused.' },
        { t: [7_000_000, 9_500_000], reason: 'The input was not recorded: the capture was cut off.' },
      ],
    });
    expect(layerOf(manifest, 'screen')).toMatchObject({
      status: 'not_captured',
      status_note: NO_MEDIA.screen,
    });
    expect(layerOf(manifest, 'commands')).toMatchObject({ status: 'present', records: 1 });
    expect(layerOf(manifest, 'edits')).toMatchObject({ status: 'present', records: 1 });
    const notes = await notesIn(capture);
    expect(notes).toContain('"t":3000000,"type":"note","text":"I try it","actor":"person"');
    expect(notes).toContain('"t":4000000,"t_end":6000000,"type":"note","text":"Recording was paused."');
    expect(notes).toContain('The capture was cut off here');
    expect((await playhead('validate', join(capture, 'bundle'))).code).toBe(0);
  });

  it('makes a valid bundle wherever each file was cut off', async () => {
    for (const part of [0, 0.2, 0.45, 0.7, 0.95]) {
      const cut = new Map(
        Object.entries(RAW).map(([name, text]) => [name, text.slice(0, Math.floor(text.length * part))]),
      );
      const entries = ENTRIES.slice(0, 1 + Math.floor(ENTRIES.length * part));
      const capture = await left(entries, Object.fromEntries(cut));
      expect(await playhead('capture', 'recover', capture)).toMatchObject({ code: 0, err: '' });
    }
  });

  it('says of what is off that it is not captured, and that capture.json says so', async () => {
    const off = { input: false, terminal: false, reports: false, browser: false };
    const config = configFor('/a', { layers: off });
    const { screen, voice } = NO_MEDIA;
    const capture = await left([began(config, { screen, voice }), at(5, { type: 'capture-ended' })], {});
    await playhead('capture', 'recover', capture);
    const manifest = await manifestIn(capture);
    for (const id of ['input', 'terminal', 'tests', 'browser'])
      expect(layerOf(manifest, id)).toMatchObject({
        ...{ status: 'not_captured', status_note: 'capture.json says not to record it.' },
      });
  });

  it('refuses what is no capture, and what is made already', async () => {
    expect((await playhead('capture', 'recover', folder)).err).toContain('holds no capture');
    const empty = await left([], {});
    expect((await playhead('capture', 'recover', empty)).err).toContain('holds no capture that has begun');
    const capture = await left(ENTRIES, RAW);
    await playhead('capture', 'recover', capture);
    expect((await playhead('capture', 'recover', capture)).err).toContain('is there already');
  });

  it('deletes the recordings where none of them are to be kept', async () => {
    const capture = await left(
      [began(configFor('/a', { retention_days: 0 }), NO_MEDIA), ...ENTRIES.slice(1)],
      RAW,
    );
    const { out } = await playhead('capture', 'recover', capture);
    expect(out).toContain(`Deleted the raw recordings in ${join(capture, 'raw')}`);
    expect(await readdir(capture)).toEqual(['bundle', 'journal.jsonl']);
  });

  it('says what to do where no capture runs', async () => {
    expect((await playhead('capture', 'stop')).err).toBe(
      'No capture runs: begin one with playhead capture start.',
    );
    expect((await playhead('capture', 'pause', 'a', 'b')).code).toBe(1);
    expect((await playhead('capture', 'note')).code).toBe(2);
    expect((await playhead('capture', 'dance')).err).toContain('no command of playhead capture');
  });
});

describe.skipIf(!HAS_FFMPEG)('pictures and sound', () => {
  const copyts = ['-copyts', '-flush_packets', '1', '-f', 'nut'];
  const wall = (seconds: number): string => ((ZERO + WALL) / 1e6 + seconds).toFixed(6);
  /** Of so many seconds, from `seconds` of the trace on. */
  const made = async (kind: 'video' | 'audio', seconds: number, length: number): Promise<Buffer> => {
    const file = join(folder, `made-${(count += 1)}.nut`);
    const source = kind === 'video' ? 'testsrc=size=64x48:rate=10' : 'sine=frequency=440:sample_rate=24000';
    const shift = `PTS+${wall(seconds)}/TB`;
    const coded =
      kind === 'video'
        ? ['-vf', `setpts=${shift}`, ...PICTURE_CODE]
        : ['-af', `asetpts=${shift}`, '-c:a', 'pcm_s16le'];
    const input = ['-f', 'lavfi', '-t', String(length), '-i', source];
    execFileSync('ffmpeg', ['-v', 'error', ...input, ...coded, ...copyts, file]);
    return readFile(file);
  };
  /** Of each frame, from 0. */
  const brightnessOf = (file: string, pixels: number): readonly number[] => {
    const grey = ['-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'gray', '-'];
    const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', file, ...grey]);
    return Array.from({ length: bytes.length / pixels }, (_, index) => {
      const frame = bytes.subarray(index * pixels, (index + 1) * pixels);
      return frame.reduce((sum, one) => sum + one, 0) / pixels;
    });
  };
  const both = (...entries: readonly JournalEntry[]): readonly JournalEntry[] => [
    began(
      configFor('/a', {
        layers: { input: false, terminal: false, edits: false, reports: false, browser: false },
      }),
    ),
    starts(0, 'screen', 1, 'raw/screen-1.nut'),
    starts(0, 'voice', 1, 'raw/voice-1.nut'),
    ...entries,
  ];

  it('stand where they were recorded, with a black picture where they were not', async () => {
    const capture = await left(
      both(
        ends(3, 'screen', 1, 'by SIGKILL'),
        starts(4, 'screen', 2, 'raw/screen-2.nut'),
        ends(8, 'screen', 2),
        ends(8, 'voice', 1),
        at(8, { type: 'capture-ended' }),
      ),
      {
        'screen-1.nut': await made('video', 0.5, 2),
        'screen-2.nut': await made('video', 5, 3),
        'voice-1.nut': await made('audio', 0.25, 7.75),
      },
    );
    expect(await playhead('capture', 'recover', capture)).toMatchObject({ code: 0, err: '' });
    const manifest = await manifestIn(capture);
    const screen = layerOf(manifest, 'screen');
    // Two and three seconds of ten frames, a black one between them, and one at the end.
    expect(screen).toMatchObject({ status: 'present', t_start: 500_000, video: { frames: 20 + 1 + 30 + 1 } });
    expect(screen?.clock.map).toMatchObject([{ native: 0, trace_us: 500_000 }]);
    const file = join(capture, 'bundle/layers/screen/screen.mp4');
    const shown = (await packetTimes(folder, file)).filter((time) => time >= 1_900_000 && time <= 4_500_000);
    expect(shown).toEqual([1_900_000, 1_940_000, 4_500_000]);
    const brightness = brightnessOf(file, 64 * 48);
    expect(brightness.map((mean) => (mean === 0 ? 'black' : 'picture'))).toEqual([
      ...Array.from({ length: 20 }, () => 'picture'),
      'black',
      ...Array.from({ length: 30 }, () => 'picture'),
      'black',
    ]);
    // The first picture of a recording, whatever was decoded before it.
    expect(brightness[21]).toBeCloseTo(brightness[0] ?? 0, 0);
    expect(screen?.['x-gaps']).toEqual([
      { t: [2_440_000, 5_000_000], reason: 'The screen was not recorded: its recorder ended by SIGKILL.' },
    ]);
    expect(layerOf(manifest, 'voice')).toMatchObject({ status: 'present', t_start: 250_000 });
    expect(manifest.session.displays).toMatchObject([{ w: 64, h: 48 }]);
  });

  it('are lost where nothing that can be read was left, and else kept as far as it was written', async () => {
    const video = await made('video', 0.5, 4);
    const whole = await left(both(at(5, { type: 'beat', alive: ['screen'] })), {
      'screen-1.nut': video.subarray(0, Math.floor(video.length * 0.6)),
      'voice-1.nut': '',
    });
    const { code, err } = await playhead('capture', 'recover', whole);
    expect(code).toBe(0);
    expect(err).toContain('The video of layer screen ends at');
    const manifest = await manifestIn(whole);
    expect(layerOf(manifest, 'voice')).toMatchObject({ status: 'lost' });
    const screen = layerOf(manifest, 'screen');
    expect(screen?.status).toBe('present');
    expect(screen?.['x-gaps']).toMatchObject([
      { reason: 'The screen was not recorded: the capture was cut off.' },
    ]);
    const none = await left(both(), { 'screen-1.nut': video.subarray(0, 20), 'voice-1.nut': '' });
    expect(await playhead('capture', 'recover', none)).toMatchObject({ code: 0, err: '' });
    expect(layerOf(await manifestIn(none), 'screen')).toMatchObject({ status: 'lost' });
  });
});
