/** `playhead convert` and `playhead map`. */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { convertTo } from '../../src/cli/convert.ts';
import { mappingFolder } from '../../src/cli/map/mapping-store.ts';
import { CAST, playhead, scratch } from './helpers.ts';

const GOLDEN = 'test/fixtures/golden/2.3';

/** What the command writes to standard output. */
async function written(...args: readonly string[]): Promise<string> {
  const pieces: Buffer[] = [];
  const out = new Writable({
    write(piece: Buffer, _, done) {
      pieces.push(piece);
      done();
    },
  });
  await convertTo(out).run(args, { print: () => undefined, warn: () => undefined });
  return Buffer.concat(pieces).toString();
}

describe('playhead convert', () => {
  it('writes to standard output, or to a file that is new', async () => {
    const cast = await readFile(join(GOLDEN, 'layers/main/session.cast'), 'utf8');
    expect(await written(GOLDEN, '--to', 'asciicast-v2')).toBe(cast);
    const file = join(await scratch(), 'a.cast');
    expect(await playhead('convert', GOLDEN, '--to', 'asciicast-v2', '-o', file)).toMatchObject({ code: 0 });
    expect(await readFile(file, 'utf8')).toBe(cast);
    const again = await playhead('convert', GOLDEN, '--to', 'asciicast-v2', '-o', file);
    expect(again).toMatchObject({ code: 1 });
    expect(again.err).toContain('--force');
  });

  it('leaves nothing behind where the file cannot be written', async () => {
    const folder = await scratch();
    const file = join(folder, 'none', 'a.cast');
    expect(await playhead('convert', GOLDEN, '--to', 'asciicast-v2', '-o', file)).toMatchObject({ code: 1 });
    const empty = ['--to', 'training', '--range', '0..0.1', '-o', join(folder, 'steps.jsonl')];
    expect(await playhead('convert', GOLDEN, ...empty)).toMatchObject({ code: 1 });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is done where nobody reads on, and fails where the output does', async () => {
    const failing = (code: string): Promise<number> => {
      const out = new Writable({ write: (_, __, done) => done(Object.assign(new Error(code), { code })) });
      const output = { print: () => undefined, warn: () => undefined };
      return convertTo(out).run([GOLDEN, '--to', 'trace-events'], output);
    };
    expect(await failing('EPIPE')).toBe(0);
    await expect(failing('ENOSPC')).rejects.toMatchObject({ code: 'ENOSPC' });
  });

  it('tells what is wrong with the bundle', async () => {
    const folder = join(await scratch(), 'bundle');
    await cp(GOLDEN, folder, { recursive: true });
    const cast = join(folder, 'layers/main/session.cast');
    await writeFile(cast, `${await readFile(cast, 'utf8')}{broken\n`);
    const file = join(folder, 'a.json');
    const { code, err } = await playhead('convert', folder, '--to', 'trace-events', '-o', file);
    expect([code, err.includes('layers/main/session.cast')]).toEqual([0, true]);
  });

  it('cuts training data to a half-open range, with stills by reference', async () => {
    const [line = ''] = (await written(GOLDEN, '--to', 'training', '--range', '0.1..0.2')).split('\n');
    expect(JSON.parse(line)).toMatchObject({
      t_start_us: 100_000,
      observation: { frames: [{ layer: 'screen', index: 0, t_us: 0 }] },
      action: { kind: 'command', input: { command: 'npm test' } },
      result: { exit_code: 0 },
    });
    const bundle = join(await scratch(), 'cast');
    await writeFile(`${bundle}.cast`, CAST);
    await playhead('import', `${bundle}.cast`, '-o', bundle);
    const cut = (range: string): Promise<string> => written(bundle, '--to', 'asciicast-v2', '--range', range);
    expect(await cut('0..12.25')).not.toContain('1 passed');
    expect(await cut('0..')).toContain('1 passed');
    // One that ends after the trace is all of the rest, and no longer than that.
    const file = join(await scratch(), 'rest.cast');
    const rest = await playhead('convert', bundle, '--to', 'asciicast-v2', '--range', '1..99', '-o', file);
    expect(rest).toMatchObject({
      code: 0,
      err: 'The range ends after the trace, which is 12.3 s long: it is cut there.',
    });
    expect(await readFile(file, 'utf8')).toBe(await cut('1..'));
    await expect(written(GOLDEN, '--to', 'training', '--range', '0..0.1')).rejects.toMatchObject({
      code: 'export-empty',
    });
  });

  it.each([
    [['--to', 'paper'], '--to takes one of'],
    [['--to', 'training', '--range', '5'], '--range takes two times'],
    [['--to', 'training', '--range', '5..2'], '--range takes two times'],
    [['--to', 'training', '--layers', 'none'], 'no such layer'],
    [['--to', 'training', '--max-text', '0'], '--max-text takes'],
    [
      ['--to', 'training', '--max-text', '-5'],
      '--max-text takes a whole number from 1 to 999999999, not "-5"',
    ],
    [['--to', 'training', '--before', '-1.5'], '--before takes seconds, such as 20 or 1.5, not "-1.5"'],
    [['--to', 'training', '--range', '-5..2'], '--range takes two times'],
    [['--to', 'training', '--range', '90..100'], '--range begins after the trace, which is '],
    [['--to', 'training', '--before', '--force'], '--before needs a value, and "--force" is an option'],
    [['--to', 'training', '--map', 'x'], 'give one of them'],
    [['--to', 'webvtt', '--max-text', '5'], '--max-text is for'],
    [['--map', 'x', '--layers', 'main'], '--layers is for'],
    [['--to', 'training', '--layer', 'main'], '--layer is not for'],
  ])('refuses %j as a wrong command line', async (args, words) => {
    const { code, err } = await playhead('convert', GOLDEN, ...args);
    expect([code, err.includes(words)]).toEqual([2, true]);
  });
});

describe('playhead map', () => {
  const mapping = 'docs/mappings/lab-notes.json';
  const file = async (text: string): Promise<string> => {
    const place = join(await scratch(), 'made.json');
    await writeFile(place, text);
    return place;
  };

  it('checks a mapping, and tries it on a sample', async () => {
    const { code, out } = await playhead('map', 'check', mapping, 'docs/mappings/lab-notes.sample.jsonl');
    expect([code, out]).toEqual([0, expect.stringContaining('Written back, it is the same.') as unknown]);
    expect(out).toContain('notes (annotations): present, 2 items');
  });

  it('tells where what is written back differs', async () => {
    const sample = join(await scratch(), 'other.jsonl');
    const text = await readFile('docs/mappings/lab-notes.sample.jsonl', 'utf8');
    await writeFile(sample, text.replace('"until":4.25,', '"until":4.25,"machine":"m1",'));
    const { code, err } = await playhead('map', 'check', mapping, sample);
    expect([code, err]).toEqual([1, 'Written back, it differs at /2/machine.']);
  });

  it('says without a sample that a mapping is valid, and where one is no JSON', async () => {
    const { code, out } = await playhead('map', 'check', mapping);
    expect([code, out]).toEqual([
      0,
      `${mapping} is valid: it reads and writes Lab session notes. Name a file of the format to try it on.`,
    ]);
    const broken = await playhead('map', 'check', await file('{\n  "schema": {}\n  "name": "x"\n}'));
    expect([broken.code, broken.err]).toEqual([1, expect.stringContaining('line 3, column 3') as unknown]);
  });

  it('says that a sample is none of its format', async () => {
    const sample = 'docs/mappings/orbit-runs.sample.json';
    const { code, err } = await playhead(
      'map',
      'check',
      'docs/mappings/orbit-runs.json',
      await file('{"a":1}'),
    );
    expect([code, err]).toEqual([1, expect.stringContaining('import.when') as unknown]);
    expect((await playhead('map', 'check', mapping, sample)).err).toContain('its first line is no JSON');
  });

  it('lists every layer and part that the schema refuses', async () => {
    const rules = JSON.parse(await readFile(mapping, 'utf8')) as { import: { layers: object[] } };
    const wrong = [
      { kind: 'commands', content: "[{ 'seq': 1 }, { 'seq': 2 }]" },
      { kind: 'annotations', content: "[{ 't': 1, 'type': 'note', 'text': 'a', 'colour': 'red' }]" },
    ];
    const layers = [...wrong, ...rules.import.layers];
    const made = await file(JSON.stringify({ ...rules, import: { ...rules.import, task: '1', layers } }));
    const { code, out, err } = await playhead('map', 'check', made, 'docs/mappings/lab-notes.sample.jsonl');
    expect([code, err.split('\n').filter((line) => line.includes('cannot be used'))]).toEqual([
      1,
      [
        expect.stringContaining('import.task gives what the schema refuses') as unknown,
        expect.stringMatching(
          /import\.layers\[0\]\.content gives as record 1 .* \(and 1 more record\)/,
        ) as unknown,
        expect.stringMatching(/import\.layers\[1\]\.content gives as record 1 a key .* colour/) as unknown,
      ],
    ]);
    expect(out).toContain('notes (annotations): present, 2 items');
  });

  it.each([
    [
      'a regular expression',
      '$contains("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /^(a+)+$/)',
      'was ended',
    ],
    ['a loop', '($f := function($n) { $f($n + 1) }; $f(1))', 'fails'],
  ])('ends %s that goes on for ever', async (_, when, words) => {
    const slow = JSON.parse(await readFile(mapping, 'utf8')) as { import: object };
    const made = await file(JSON.stringify({ ...slow, import: { ...slow.import, when } }));
    const sample = 'docs/mappings/lab-notes.sample.jsonl';
    const { code, err } = await playhead('map', 'check', made, sample, '--map-timeout', '0.5');
    expect([code, err]).toEqual([1, expect.stringContaining('import.when')]);
    expect(err).toContain(words);
  });

  it('takes seconds alone for the time that an expression may take', async () => {
    expect(await playhead('map', 'check', mapping, '--map-timeout', 'soon')).toMatchObject({ code: 2 });
  });

  it('keeps mappings by name, which --map then takes', async () => {
    const before = process.env['XDG_CONFIG_HOME'];
    process.env['XDG_CONFIG_HOME'] = await scratch();
    try {
      expect(await playhead('map', 'save', 'lab', mapping)).toMatchObject({
        code: 0,
        out: join(mappingFolder(), 'lab.json'),
      });
      expect(await playhead('map', 'save', 'lab', mapping)).toMatchObject({ code: 1 });
      expect((await playhead('map', 'list')).out).toBe('lab  Lab session notes');
      const [first = ''] = (await written(GOLDEN, '--map', 'lab')).split('\n');
      expect(JSON.parse(first)).toMatchObject({ kind: 'session', title: 'Run the tests' });
      // A folder of that name, where the command runs.
      const place = process.cwd();
      const around = await scratch();
      await mkdir(join(around, 'lab'));
      process.chdir(around);
      try {
        expect(await written(join(place, GOLDEN), '--map', 'lab')).toContain(first);
      } finally {
        process.chdir(place);
      }
      const { code, err } = await playhead('convert', GOLDEN, '--map', 'nowhere');
      expect([code, err.includes('There are: lab.')]).toEqual([1, true]);
    } finally {
      if (before === undefined) delete process.env['XDG_CONFIG_HOME'];
      else process.env['XDG_CONFIG_HOME'] = before;
    }
  });
});
