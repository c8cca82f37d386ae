import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LossReport } from '../../../src/schema/generated/types.ts';
import { CAST, playhead, scratch } from '../helpers.ts';

const folder = await scratch();

describe('playhead import', () => {
  it('makes a valid bundle of one file, and tells of its times', async () => {
    const file = join(folder, 'session.txt');
    await writeFile(file, CAST);
    const bundle = join(folder, 'one');
    const ran = await playhead('import', file, '-o', bundle);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain(`session.txt: asciicast 2 → ${bundle} (12.3 s)`);
    expect((await playhead('validate', bundle)).code).toBe(0);
    const losses = JSON.parse(
      await readFile(join(bundle, 'provenance/loss_report.json'), 'utf8'),
    ) as LossReport;
    expect(losses.time.quality).toBe('measured');
  });

  it('makes a folder of bundles of a folder, and names what it cannot read', async () => {
    const runs = join(folder, 'runs');
    await mkdir(join(runs, 'deep'), { recursive: true });
    await writeFile(join(runs, 'a.cast'), CAST);
    await writeFile(join(runs, 'deep', 'a.cast'), CAST);
    await writeFile(join(runs, 'notes.bin'), 'nothing known');
    const out = join(folder, 'many');
    const ran = await playhead('import', runs, join(folder, 'one'), '-o', out);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('notes.bin is neither a trace bundle nor of a format that can be imported.');
    expect(ran.out).toContain('one: is a bundle already');
    expect((await readdir(out)).sort()).toEqual(['a', 'deep-a']);
    expect(ran.out.split('\n').at(-1)).toBe('2 imported, 1 refused, 1 a bundle already.');
  });

  it('keeps in a name what tells two files apart, and counts those that could not be read whole', async () => {
    const runs = join(folder, 'alike');
    await mkdir(runs);
    await writeFile(join(runs, 'a.cast'), CAST);
    await writeFile(join(runs, 'a.txt'), CAST);
    await writeFile(join(runs, 'A.CAST'), CAST);
    await writeFile(join(runs, 'v1.2'), CAST);
    const said = { type: 'user', uuid: '1', sessionId: 's', message: { role: 'user', content: 'Do it' } };
    const line = JSON.stringify({ ...said, timestamp: '2026-01-01T00:00:00.000Z' });
    await writeFile(join(runs, 'b.jsonl'), `${line}\nbroken\n`);
    const out = join(folder, 'apart');
    const ran = await playhead('import', runs, '-o', out);
    expect((await readdir(out)).sort()).toEqual(['a.cast', 'a.cast-2', 'a.txt', 'b', 'v1.2']);
    expect(ran.out.split('\n').at(-1)).toBe('5 imported (1 with parts that could not be read).');
  });

  it('tells how long a trace is of which one layer has no times, and which layers are not there', async () => {
    const trial = join(folder, 'trial');
    await mkdir(join(trial, 'sessions'), { recursive: true });
    const result = { task_id: 'a-task', is_resolved: true, parser_results: { a: 'passed' } };
    await writeFile(join(trial, 'results.json'), JSON.stringify(result));
    await writeFile(join(trial, 'sessions/agent.cast'), CAST);
    const tried = await playhead('import', trial, '-o', join(folder, 'tried'));
    expect(tried.out).toContain('(12.3 s)\n  layers: terminal-agent, tests\n');

    const session = join(folder, 'session');
    await mkdir(session);
    const move = { time_stamp: 1000.5, action: 'move', x: 4, y: 5, event_idx: 0 };
    await writeFile(join(session, 'events.jsonl'), JSON.stringify(move));
    await writeFile(join(session, 'metadata.json'), '{"video_start_timestamp":1000}');
    const filmed = await playhead('import', session, '-o', join(folder, 'filmed'));
    expect(filmed.out).toContain('  layers: screen (not captured), input-events');

    const patch = join(folder, 'fix.patch');
    await writeFile(patch, 'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n+b\n');
    const diff = await playhead('import', patch, '-o', join(folder, 'diff'));
    expect(diff.out).toContain('(order only, no times)');
  });

  it('prints an object a line for programs', async () => {
    const ran = await playhead('import', join(folder, 'session.txt'), '-o', join(folder, 'json'), '--json');
    expect(JSON.parse(ran.out)).toMatchObject({
      source: 'session.txt',
      duration_us: 12_250_000,
      losses: { format: 'asciicast' },
    });
  });

  it("takes a client's own format by its mapping", async () => {
    const bundle = join(folder, 'mapped');
    const mapping = 'docs/mappings/orbit-runs.json';
    const ran = await playhead(
      'import',
      '--map',
      mapping,
      'docs/mappings/orbit-runs.sample.json',
      '-o',
      bundle,
    );
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect((await playhead('validate', bundle)).code).toBe(0);
  });

  it('refuses what is not there, and a folder that is not empty', async () => {
    expect(await playhead('import', join(folder, 'none'), '-o', join(folder, 'x'))).toMatchObject({
      code: 1,
    });
    expect(await playhead('import', join(folder, 'session.txt'), '-o', folder)).toMatchObject({ code: 1 });
    expect(await playhead('import', '-o', 'x')).toMatchObject({ code: 2 });
  });
});
