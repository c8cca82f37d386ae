import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rehearse, type Rehearsal } from '../../capture/rehearsal.ts';
import { observability } from '../../capture/scenarios/observability.ts';

const folder = mkdtempSync(join(tmpdir(), 'playhead-rehearsal-'));
let played: Rehearsal;

/** What commands that begin so gave, in order. */
const outputs = (wanted: string): readonly string[] =>
  played.commands.filter(({ command }) => command.startsWith(wanted)).map(({ output }) => output);

beforeAll(async () => {
  const settings = {
    // Any that are free.
    ...{ PORT: '0', DASHBOARD_PORT: '0' },
    // In a hurry.
    ...{ QUOTES_PER_SECOND: '6', EXPORT_MS: '200' },
    // Before the fix no run can be below 340; after it nothing but a very busy machine is above 100.
    OBJECTIVE_MS: '320',
  };
  played = await rehearse(observability, folder, settings);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a cache that never answers', () => {
  it('goes over a wrong attempt to a fix, whose drill keeps the objective', () => {
    const ends = played.commands
      .filter(({ command }) => /^(?:npm|git c)/.test(command))
      .map(({ phase, command, exitCode }) => `${phase}: ${command.slice(0, 15)} ${exitCode}`);
    expect(ends).toEqual([
      'See it in the metrics: npm run drill 1',
      'First hypothesis: they wait in line: npm test 0',
      'First hypothesis: they wait in line: npm run restart 0',
      'Take it back: git checkout sr 0',
      'Take it back: npm run restart 0',
      'Fix, with a test first: npm test 1',
      'Fix, with a test first: npm test 0',
      'Watch it fall: npm run restart 0',
      'Watch it fall: npm run drill 0',
      'Lint and commit: npm run lint 0',
      'Lint and commit: git commit -qam 0',
    ]);
    expect(
      played.commands.filter(({ command }) => command.startsWith('node ')).map(({ exitCode }) => exitCode),
    ).toEqual([0, 0, 0, 0, 0]);
  });

  it('says why at every turn', () => {
    expect(played.decisions.length).toBeGreaterThanOrEqual(12);
  });

  it('is shown by its own signals', () => {
    expect(outputs('node tools/traces.js')[0]).toMatch(/\d{3} ms +\d+ +[\d:.]+ +[0-9a-f]{32}\n/);
    expect(outputs('node tools/logs.js --level ERROR')[0]).toContain('at most 3 calls at once');
    expect(outputs('node tools/logs.js $')[0]).toMatch(/DEBUG pricing no rate kept as .*\|q-\d{4}\n/);
    const hits = outputs('node tools/watch.js').map((output) =>
      output
        .trimEnd()
        .split('\n')
        .slice(1)
        .reduce((sum, line) => sum + Number(line.split(/ +/)[4]), 0),
    );
    expect(hits).toEqual([0, expect.any(Number)]);
    expect(hits[1]).toBeGreaterThan(0);
  });
});
