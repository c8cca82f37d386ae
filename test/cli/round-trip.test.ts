/** new → validate → pack → unpack → validate, and the same bytes all along. */
import { mkdir, readFile, readdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/schema/generated/types.ts';
import { contents, playhead, scratch, writeInputs } from './helpers.ts';
import { hostileZip } from '../bundle/hostile-zip.ts';

let folder: string;
let bundle: string;
const at = (...parts: readonly string[]): string => join(folder, ...parts);

beforeAll(async () => {
  folder = await scratch();
  bundle = at('bundle');
  await mkdir(at('in'));
  const made = await playhead(
    'new',
    ...(await writeInputs(at('in'))),
    '--title',
    'A fix',
    '--family',
    'bug_fix',
    '-o',
    bundle,
  );
  expect(made).toMatchObject({ code: 0 });
  expect(made.out).toContain(`playhead open ${bundle}`);
});

const manifestOf = async (path: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(path, 'trace_schema_v2.json'), 'utf8')) as Manifest;

describe('playhead new', () => {
  it('makes a valid bundle without a warning', async () => {
    const { code, out } = await playhead('validate', bundle, '--strict');
    expect({ code, problems: out.match(/^(?:Errors|Warnings).*/gm) }).toEqual({ code: 0, problems: null });
  });

  it('says what it does not know', async () => {
    const { session, outcome, clock, task } = await manifestOf(bundle);
    expect(session).toMatchObject({ mode: 'reconstructed' });
    expect(outcome).toMatchObject({ completion: 'unknown', success: 'unknown', time_to_completion_us: null });
    expect(clock).toMatchObject({
      duration: 12_250_000,
      sync_quality: 'order_only',
      origin: { wall_utc: null },
    });
    expect(task).toMatchObject({ family: 'bug_fix', title: 'A fix', criteria: [] });
  });

  it('names the terminal as the commands do, and cleans its file name', async () => {
    const { layers } = await manifestOf(bundle);
    expect(layers.find(({ kind }) => kind === 'terminal')).toMatchObject({
      id: 'main',
      paths: ['layers/main/my-session-1-.cast'],
    });
  });

  it('finds out that the records are in milliseconds', async () => {
    const { layers } = await manifestOf(bundle);
    const units = layers
      .filter(({ kind }) => ['commands', 'input_events', 'browser_events'].includes(kind))
      .map(({ clock }) => clock.native_unit);
    expect(units).toEqual(['ms', 'ms', 'ms']);
  });

  it.each([
    ['--terminal', 'A', '2.5', 2_500_000],
    ['--terminal', 'B', '-0.25', -250_000],
  ])('lays %s %s at %s s', async (option, name, offset, micros) => {
    const made = await playhead(
      'new',
      option,
      `${at('in', 'My Session (1).CAST')}@${offset}`,
      '-o',
      at(`offset-${name}`),
    );
    expect(made.code).toBe(0);
    const manifest = await manifestOf(at(`offset-${name}`));
    expect(manifest.clock.duration).toBe(12_250_000 + micros);
    expect(manifest.layers[0]?.clock).toMatchObject({
      sync_quality: 'assumed',
      map: [{ native: 0, trace_us: micros, method: 'given on the command line' }],
    });
  });

  it.each([
    ['a file that is not there', ['--video', 'nope.mp4'], 1, /nope\.mp4 does not exist/],
    ['text as a video', ['--video', 'report.xml'], 1, /report\.xml is no video of a known kind/],
    ['text as sound', ['--audio', 'report.xml'], 1, /no sound file/],
    ['a patch as a cast', ['--terminal', 'fix.patch'], 1, /fix\.patch cannot be read as asciicast/],
    ['a cast as a diff', ['--diff', 'My Session (1).CAST'], 1, /cannot be read as a unified diff/],
    ['text as JUnit', ['--junit', 'fix.patch'], 1, /fix\.patch cannot be read as JUnit XML/],
    ['commands as input', ['--input', 'commands.jsonl'], 1, /commands\.jsonl, line 1 breaks the schema/],
    ['a folder', ['--diff', '.'], 1, /is no file/],
    ['nothing', [], 2, /at least one/],
    ['an unknown unit', ['--unit', 'h', '--diff', 'fix.patch'], 2, /--unit takes/],
    ['only what has no time', ['--diff', 'fix.patch'], 1, /no length/],
  ])('refuses %s in one sentence and writes nothing', async (_what, args, code, sentence) => {
    const full = args.map((arg) => (arg.startsWith('--') || arg.length === 1 ? arg : at('in', arg)));
    const before = await readdir(folder);
    const ran = await playhead(
      'new',
      ...full.map((arg) => (arg === '.' ? folder : arg)),
      '-o',
      at('refused'),
    );
    expect(ran).toMatchObject({ code, err: expect.stringMatching(sentence) as string });
    expect(ran.err.split('\n')).toHaveLength(1);
    expect(await readdir(folder)).toEqual(before);
  });

  it('does not write into a folder that is not empty', async () => {
    const ran = await playhead('new', '--diff', at('in', 'fix.patch'), '--duration', '5', '-o', at('in'));
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('is not empty') as string });
  });
});

describe('playhead pack and unpack', () => {
  it('give the same bytes again, whatever the time zone', async () => {
    expect(await playhead('pack', bundle, '-o', at('one.trace.zip'))).toMatchObject({ code: 0 });
    expect(await playhead('validate', at('one.trace.zip'))).toMatchObject({ code: 0 });
    expect(await playhead('unpack', at('one.trace.zip'), '-o', at('again'))).toMatchObject({ code: 0 });
    expect(await playhead('validate', at('again'))).toMatchObject({ code: 0 });
    expect(await contents(at('again'))).toEqual(await contents(bundle));
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Pacific/Kiritimati';
    try {
      expect(await playhead('pack', at('again'), '-o', at('two.trace.zip'))).toMatchObject({ code: 0 });
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
    expect((await readFile(at('two.trace.zip'))).equals(await readFile(at('one.trace.zip')))).toBe(true);
  });

  it('keep what is there unless told otherwise', async () => {
    expect(await playhead('pack', bundle, '-o', at('one.trace.zip'))).toMatchObject({ code: 1 });
    expect(await playhead('pack', bundle, '-o', at('one.trace.zip'), '--force')).toMatchObject({ code: 0 });
    expect(await playhead('unpack', at('one.trace.zip'), '-o', at('again'))).toMatchObject({ code: 1 });
    expect(await playhead('unpack', at('one.trace.zip'), '-o', at('again'), '--force')).toMatchObject({
      code: 0,
    });
  });

  it('never write through a symbolic link', async () => {
    await mkdir(at('outside'));
    await mkdir(at('trap'));
    await symlink(at('outside'), at('trap', 'layers'));
    const ran = await playhead('unpack', at('one.trace.zip'), '-o', at('trap'), '--force');
    expect(ran).toMatchObject({
      code: 1,
      err: expect.stringContaining('nothing is written through it') as string,
    });
    expect(await readdir(at('outside'))).toEqual([]);
  });

  it('refuse a zip whose paths lead out', async () => {
    const zip = hostileZip([
      { name: 'trace_schema_v2.json', data: Buffer.from('{}') },
      { name: '../escaped.txt' },
    ]);
    await writeFile(at('slip.trace.zip'), zip);
    expect(await playhead('unpack', at('slip.trace.zip'), '-o', at('slipped'))).toMatchObject({ code: 1 });
    expect(await readdir(folder)).not.toContain('escaped.txt');
    expect(await readdir(folder)).not.toContain('slipped');
  });

  it('refuse to pack what is not valid', async () => {
    await playhead('unpack', at('one.trace.zip'), '-o', at('broken'));
    await rename(at('broken', 'layers', 'diff', 'fix.patch'), at('broken', 'moved.patch'));
    const ran = await playhead('pack', at('broken'));
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('is not packed') as string });
    expect(await readdir(folder)).not.toContain('broken.trace.zip');
  });
});
