import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recognizeAll } from '../../src/importers/detect.ts';
import { importUnit, manifestText } from '../../src/importers/import-unit.ts';
import { IMPORT_TOOLS } from '../../src/trace/import-tools.ts';
import { VIDEOS } from '../trace/video-file.ts';
import { foreignUnit, recognizedOne } from './foreign-files.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

const CAST = '{"version":2,"width":80,"height":24,"timestamp":1700000000}\n[0.5,"o","$ "]\n[12,"i","q"]\n';
const TRIAL: Files = {
  'results.json': JSON.stringify({ task_id: 'a-task', is_resolved: true, parser_results: { a: 'passed' } }),
  'commands.txt': "['clear', 'Enter']\n",
  'sessions/agent.cast': CAST,
  'sessions/tests.cast': CAST,
};

const session = async (): Promise<Files> => ({
  'events.jsonl': '{"time_stamp":1000.5,"action":"move","x":4,"y":5,"event_idx":0}\n',
  'metadata.json': JSON.stringify({ screen_width: 100, screen_height: 50, video_start_timestamp: 1000 }),
  'task_name.json': '{"task_name":"Turn it on"}',
  'recording.mp4': await readFile(join(VIDEOS, 'cfr30-h264.mp4')),
});

const below = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]));

async function alone(label: string, files: Files): Promise<string> {
  return manifestText(await importUnit(await recognizedOne(foreignUnit(label, files)), IMPORT_TOOLS));
}

describe('recordings below a folder', () => {
  it('become the bundles that they become alone, with all of their files', async () => {
    const { recognized, refused } = await recognizeAll(
      foreignUnit('runs', {
        ...below('week-1/trial', TRIAL),
        ...below('screen', await session()),
        'week-1/short.cast': CAST,
      }),
    );
    expect(refused).toEqual([]);
    const made = new Map<string, string>();
    for (const one of recognized) made.set(one.unit.label, manifestText(await importUnit(one, IMPORT_TOOLS)));
    expect([...made.keys()].sort()).toEqual(['screen', 'week-1/short.cast', 'week-1/trial']);
    expect(made.get('week-1/trial')).toBe(await alone('trial', TRIAL));
    expect(made.get('screen')).toBe(await alone('screen', await session()));
    expect(made.get('week-1/short.cast')).toBe(await alone('short.cast', { 'short.cast': CAST }));
  });

  it('know their files by the path at which their unit holds them', async () => {
    const { recognized } = await recognizeAll(foreignUnit('runs', below('week-1/trial', TRIAL)));
    for (const { unit } of recognized)
      expect([...unit.files.values()].map(({ path }) => path)).toEqual([...unit.files.keys()]);
    expect(recognized.map(({ unit }) => [...unit.files.keys()])).toEqual([Object.keys(TRIAL).sort()]);
  });
});
