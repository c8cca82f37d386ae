/** What `playhead capture check` says of a machine where things are missing. */
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { playhead, scratch } from '../helpers.ts';

const folder = await scratch();
const OFF = {
  screen: false,
  input: false,
  terminal: false,
  edits: false,
  reports: false,
  browser: false,
  voice: false,
};

beforeEach(() => {
  vi.stubEnv('DISPLAY', '');
  // No C program is compiled for it.
  vi.stubEnv('PLAYHEAD_NATIVE', join(folder, 'none'));
  vi.stubEnv('XDG_STATE_HOME', join(folder, 'state'));
});

async function configFile(fields: object): Promise<string> {
  const file = join(folder, 'capture.json');
  await writeFile(file, JSON.stringify({ schema: { name: 'playhead-capture', version: 1 }, ...fields }));
  return file;
}

it('tells part by part what will be missing, why, and what to do', async () => {
  const layers = { ...OFF, screen: true, input: true, terminal: true, edits: true, browser: true };
  const tools = { browser: 'no-such-browser' };
  const { code, out } = await playhead('capture', 'check', '-c', await configFile({ layers, tools }));
  expect(code).toBe(1);
  const lines = out.split('\n');
  expect(lines.find((line) => line.startsWith('screen'))).toMatch(
    /MISSING +Will be missing: there is no display\. Set DISPLAY/,
  );
  expect(lines.find((line) => line.startsWith('terminal'))).toContain('record-terminal does not exist');
  expect(lines.find((line) => line.startsWith('edits'))).toMatch(
    /no git work tree with a commit\. Set work_tree/,
  );
  expect(lines.find((line) => line.startsWith('browser'))).toMatch(
    /MISSING +Will be missing: no-such-browser cannot be run\. Install Chromium/,
  );
  expect(lines.find((line) => line.startsWith('voice'))).toMatch(/off +Off in capture\.json\./);
  expect(out).toContain('Every key is recorded, those of passwords included');
});

it('is content where nothing is missing that is asked for', async () => {
  const tree = join(folder, 'tree');
  await mkdir(tree);
  const git = ['-C', tree, '-c', 'user.name=A', '-c', 'user.email=a@example.org'];
  execFileSync('git', [...git, 'init', '--quiet']);
  execFileSync('git', [...git, 'commit', '--quiet', '--allow-empty', '-m', 'base']);
  const tools = { editor: 'no-such-editor' };
  const layers = { ...OFF, edits: true, reports: true };
  const file = await configFile({ layers, tools, work_tree: 'tree', reports: ['out/*.xml'] });
  const { code, out } = await playhead('capture', 'check', '-c', file, '--json');
  expect(code).toBe(0);
  const { ready, lines } = JSON.parse(out) as { ready: boolean; lines: readonly object[] };
  expect(ready).toBe(true);
  expect(lines).toContainEqual({
    ...{ about: 'reports', level: 'ok', text: 'Whenever one of them is written: out/*.xml.' },
  });
  expect(lines).toContainEqual(expect.objectContaining({ about: 'editor', level: 'warning' }));
  expect(lines).not.toContainEqual(expect.objectContaining({ about: 'secrets' }));
});

it('keeps a capture from beginning that could record nothing', async () => {
  const file = await configFile({ layers: { ...OFF, screen: true } });
  const output = join(folder, 'capture');
  expect(await playhead('capture', 'start', '-c', file, '-o', output)).toMatchObject({
    ...{ code: 1, err: 'Nothing of what is asked for can be recorded.' },
  });
  const strict = await playhead('capture', 'start', '--strict', '-c', file, '-o', output);
  expect(strict).toMatchObject({ code: 1 });
  expect(strict.err).toContain('would be missing');
});
