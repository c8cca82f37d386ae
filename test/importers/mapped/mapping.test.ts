import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { traceData } from '../../../src/exporters/mapped.ts';
import { importedSource, importUnit } from '../../../src/importers/import-unit.ts';
import { mappedImporter } from '../../../src/importers/mapped/index.ts';
import { parseMapping } from '../../../src/importers/mapped/parse-mapping.ts';
import { writtenBy } from '../../../src/importers/mapped/write.ts';
import type { LossReport, MappingFile } from '../../../src/schema/generated/types.ts';
import { openTrace } from '../../../src/trace/open-trace.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { foreignUnit, recognizedOne } from '../foreign-files.ts';
import { IMPORT_TOOLS } from '../../../src/trace/import-tools.ts';

const ORBIT = 'docs/mappings/orbit-runs';
const LAB = 'docs/mappings/lab-notes';

function example(stem: string): MappingFile {
  return parseMapping(readFileSync(`${stem}.json`, 'utf8'), stem);
}

async function mapped(mapping: MappingFile, text: string): Promise<Trace> {
  const unit = foreignUnit('sample', { sample: text });
  const imported = await importUnit(await recognizedOne(unit, [mappedImporter(mapping)]), IMPORT_TOOLS);
  return openTrace(importedSource(imported, 'sample'));
}

async function lossesOf(trace: Trace): Promise<LossReport> {
  const [origin] = trace.manifest.provenance.imported_from ?? [];
  return JSON.parse(await trace.bundle.readText(origin?.loss_report ?? '')) as LossReport;
}

describe('the example of a bot', () => {
  const sample = readFileSync(`${ORBIT}.sample.json`, 'utf8');

  it('makes steps, commands, terminal, task and outcome, and leaves unknown what it is not told', async () => {
    const trace = await mapped(example(ORBIT), sample);
    expect(trace.problems.all.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(trace.manifest).toMatchObject({
      clock: {
        duration: 150_500_000,
        origin: { wall_utc: '2026-03-02T09:00:00.000Z' },
        sync_quality: 'measured',
      },
      task: {
        family: 'bug_fix',
        title: 'Parse dates before 1970',
        criteria: [{ id: 'suite' }, { id: 'review' }],
      },
      outcome: {
        completion: 'timed_out',
        success: 'met',
        criteria: [{ id: 'suite', result: 'met' }],
        rewards: { score: 0.75 },
      },
      session: { actors: [{ id: 'bot', kind: 'agent', agent: { model: 'orbit-large' } }] },
      provenance: { imported_from: [{ format: 'orbit-runs', format_version: '2' }] },
    });
    const commands = await trace.commands[0]?.content.get();
    expect(
      commands?.items.map(({ time, end, exitCode, exitSource, cwd }) => [
        time,
        end,
        exitCode,
        exitSource,
        cwd,
      ]),
    ).toEqual([
      [4_250_000, 6_750_000, 1, 'shell', '/srv/app'],
      [70_000_000, undefined, undefined, 'unknown', undefined],
    ]);
    const terminal = await trace.terminals[0]?.content.get();
    expect(terminal?.chunks.times[0]).toBe(4_250_000);
    expect(await lossesOf(trace)).toMatchObject({
      time: { quality: 'measured' },
      entries: [{ kind: 'inferred', what: expect.stringContaining('80×24') as string, count: 1 }],
    });
  });

  it('writes back all that it names', async () => {
    const mapping = example(ORBIT);
    const trace = await mapped(mapping, sample);
    const back = await writtenBy(mapping, await traceData(trace));
    expect(JSON.parse(back)).toEqual(JSON.parse(sample));
  });

  it('tells of fields that it does not name', async () => {
    const trace = await mapped(
      example(ORBIT),
      JSON.stringify({ ...(JSON.parse(sample) as object), colour: 'red' }),
    );
    expect((await lossesOf(trace)).entries.filter(({ kind }) => kind === 'dropped')).toEqual([
      { kind: 'dropped', what: 'The field colour', count: 1 },
    ]);
  });
});

describe('the example of a laboratory', () => {
  const sample = readFileSync(`${LAB}.sample.jsonl`, 'utf8');

  it('makes commands, notes, pages and blockers, and writes them back', async () => {
    const mapping = example(LAB);
    const trace = await mapped(mapping, sample);
    expect(trace.problems.all.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(trace.manifest).toMatchObject({
      clock: { duration: 120_500_000, origin: { wall_utc: null } },
      outcome: { completion: 'completed', success: 'unknown', blockers: [{ t: 75_125_000 }] },
    });
    const back = await writtenBy(mapping, await traceData(trace));
    expect(
      back
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(
      sample
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    );
  });
});

const NOTES: MappingFile = {
  schema: { name: 'playhead-mapping', version: 1 },
  name: 'notes',
  title: 'Notes',
  import: {
    form: 'json',
    when: '$exists(notes)',
    time: { unit: 's', quality: 'assumed' },
    layers: [{ kind: 'annotations', content: "[notes.{ 't': at, 'type': 'note', 'text': text }]" }],
  },
};

/** NOTES with some of `import` replaced. */
function notes(parts: object): MappingFile {
  return { ...NOTES, import: { ...NOTES.import, ...parts } } as MappingFile;
}

const TEXT = '{"notes":[{"at":1,"text":"a"}]}';

describe('a mapping', () => {
  it('that is broken is told where', () => {
    const at = (place: string): object => ({
      code: 'mapping-invalid',
      details: { source: 'my.json', at: place },
    });
    const caught = (value: unknown): unknown => {
      try {
        return parseMapping(JSON.stringify(value), 'my.json');
      } catch (error) {
        return error;
      }
    };
    expect(caught([])).toMatchObject(at('schema.name'));
    expect(caught({ ...NOTES, import: undefined })).toMatchObject(at('it'));
    expect(caught({ ...NOTES, improt: 1 })).toMatchObject(at('improt'));
    expect(caught(notes({ time: { unit: 'h', quality: 'assumed' } }))).toMatchObject(at('import.time.unit'));
    expect(caught(notes({ task: '{ "a": ' }))).toMatchObject(at('import.task'));
    expect(caught(NOTES)).toEqual(NOTES);
  });

  it.each([
    ['import.task', { task: "{ 'family': 'cooking', 'title': 'x' }" }, 'family'],
    ['import.outcome', { outcome: "{ 'success': 'yes' }" }, 'success'],
    ['import.actors', { actors: "[{ 'id': 'a' }]" }, 'kind'],
    ['import.duration', { duration: "'long'" }, 'number'],
    [
      'import.layers[0].content',
      { layers: [{ kind: 'annotations', content: "[{ 't': '1', 'type': 'note' }]" }] },
      'record 1',
    ],
    ['import.layers[0].content', { layers: [{ kind: 'commands', content: "[{ 'seq': 1 }]" }] }, 'record 1'],
    ['import.layers[0].content', { layers: [{ kind: 'agent_steps', content: "{ 'steps': [] }" }] }, 'ATIF'],
    [
      'import.layers[0].content',
      { layers: [{ kind: 'terminal', content: "[{ 't': 'a', 'text': 'x' }]" }] },
      'event 1',
    ],
    [
      'import.layers[0].content',
      {
        layers: [
          { kind: 'annotations', content: 'notes.nothing.$error("no")' },
          { kind: 'annotations', content: '$error("no")' },
        ],
      },
      'no',
    ],
  ])('whose %s gives what the schema refuses is told so', async (at, parts, words) => {
    const wanted = words === 'no' ? 'import.layers[1].content' : at;
    await expect(mapped(notes(parts), TEXT)).rejects.toMatchObject({
      code: 'mapping-invalid',
      details: { source: 'notes', at: wanted, reason: expect.stringContaining(words) as unknown },
    });
  });

  it('that never ends, is stopped', async () => {
    const endless = notes({ task: '( $f := function($n) { 1 + $f($n + 1) }; $f(1) )' });
    await expect(mapped(endless, TEXT)).rejects.toMatchObject({
      code: 'mapping-invalid',
      details: { at: 'import.task' },
    });
  });

  it('reaches nothing but what it is given', async () => {
    for (const expression of [
      '$constructor',
      'notes.constructor("return 1")()',
      '__proto__.x',
      '$eval("process")',
    ]) {
      const title = `{ 'family': 'feature', 'title': $string(${expression}) & 'x' }`;
      const tried = await mapped(notes({ task: title }), TEXT).then(
        ({ manifest }) => manifest.task.title,
        (error: unknown) => (error as { code: string }).code,
      );
      expect(['x', 'mapping-invalid']).toContain(tried);
    }
  });

  it('takes no file of another format, and says why', async () => {
    await expect(mapped(NOTES, '{"other":1}')).rejects.toMatchObject({ code: 'import-refused' });
    await expect(mapped(NOTES, 'no JSON')).rejects.toMatchObject({ code: 'import-refused' });
  });

  it('whose layer gives nothing records that it was not captured', async () => {
    const trace = await mapped(NOTES, '{"notes":[]}');
    expect(trace.layers).toMatchObject([{ kind: 'annotations', status: 'not_captured' }]);
    expect(trace.manifest.task.title).toBe('sample');
  });
});
