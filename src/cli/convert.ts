/** `playhead convert`: a trace, or a layer of it, in another format. */
import { createWriteStream } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { clampTime, parseTime } from '../base/time.ts';
import type { ExportRange, ExportRequest, Piece, Write } from '../exporters/exporter.ts';
import { traceData } from '../exporters/mapped.ts';
import { EXPORTERS } from '../exporters/registry.ts';
import { STEP_OPTIONS, type StepOptions } from '../exporters/steps/step-options.ts';
import { writerOf } from '../exporters/writers.ts';
import { writtenBy } from '../importers/mapped/write.ts';
import type { MappingFile } from '../schema/generated/types.ts';
import { openTrace } from '../trace/open-trace.ts';
import { timeWords } from '../trace/order-only.ts';
import type { Trace } from '../trace/trace.ts';
import { badArguments, OK, onlyArgument, parse, type Command } from './command.ts';
import { withNewFile } from './files.ts';
import { openLocal } from './fs-bundle.ts';
import { MAP_TIMEOUT_HELP, mapTimeoutOf, withEvaluateThread } from './map/evaluate-thread.ts';
import { loadMapping } from './map/mapping-store.ts';
import { problemLines } from './report.ts';

const FORMATS = EXPORTERS.map(({ id, title }) => `  ${id.padEnd(14)}  ${title}`).join('\n');

const HELP = `Usage: playhead convert BUNDLE --to FORMAT|--map MAPPING [options]

Writes a bundle (a folder, or a .trace.zip file) in another format. A layer that has this format goes out byte for byte;
what has no place in the format is told. Layers that are withheld are never read.

${FORMATS}

  --to FORMAT         one of these
  --map MAPPING       a client's own format, by its mapping file or the name of a saved one (docs/MAPPING.md)
  -o, --output FILE   the file (default: standard output)
  --layer ID          the layer, where there are several that can be written so
  --range START..END  what happened from START up to END, END not included (90, 1:30 or 1m30s); either may be left out:
                      without END, or with one after the trace, to the very end of the trace.
                      Times then count from START, but in training data, ATIF, HAR, JUnit and SARIF
  --force             replace FILE
  --map-timeout N     ${MAP_TIMEOUT_HELP}

For training and atif (docs/TRAINING.md):
  --layers LIST       read these layers only, by their ids with commas between (default: all that are present)
  --before SECONDS    what was said so long before an action, at most, is its reason (default: ${STEP_OPTIONS.before / 1_000_000})
  --after SECONDS     … and after it began (default: ${STEP_OPTIONS.after / 1_000_000})
  --max-text N        characters of one text, at most; the middle of a longer one is left out (default: ${STEP_OPTIONS.maxText})`;

/** Command that writes to `out` what is given no file. */
export const convertTo = (out: Writable): Command => ({
  name: 'convert',
  summary: 'write a trace, or a layer of it, in another format: ATIF, asciicast, training data, …',
  help: HELP,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      to: { type: 'string' },
      map: { type: 'string' },
      'map-timeout': { type: 'string' },
      output: { type: 'string', short: 'o' },
      layer: { type: 'string' },
      range: { type: 'string' },
      layers: { type: 'string' },
      before: { type: 'string' },
      after: { type: 'string' },
      'max-text': { type: 'string' },
      force: { type: 'boolean', default: false },
    });
    const path = onlyArgument(positionals, 'The bundle');
    if (values.map !== undefined && values.to !== undefined)
      throw badArguments('--to and --map are two ways to say one thing: give one of them');
    checkOptions(values);
    const write = await chosenWriter(values.to, values.map, mapTimeoutOf(values['map-timeout']));
    const local = await openLocal(path);
    try {
      const trace = await openTrace(local.source);
      const request: ExportRequest = {
        layer: values.layer,
        range: values.range === undefined ? undefined : rangeOf(values.range, trace, output.warn),
        steps: stepsOf(values, trace),
        remark: output.warn,
      };
      const { output: file } = values;
      const pieces = Readable.from(write(trace, request));
      if (file === undefined) await writeTo(out, pieces);
      else
        await withNewFile(file, values.force, (partial) =>
          pipeline(pieces, createWriteStream(partial, { flags: 'wx' })),
        );
      for (const line of problemLines(trace.problems.all)) output.warn(line);
      return OK;
    } finally {
      await local.close();
    }
  },
});

export const convertCommand = convertTo(process.stdout);

/** Who reads no further, as `head` does, has what they want. */
async function writeTo(out: Writable, pieces: Readable): Promise<void> {
  try {
    await pipeline(pieces, out, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

async function chosenWriter(
  id: string | undefined,
  map: string | undefined,
  timeout: number,
): Promise<Write> {
  if (map !== undefined) {
    const mapping = await loadMapping(map);
    return (trace, request) => mappedPieces(mapping, timeout, trace, request);
  }
  const exporter = EXPORTERS.find((one) => one.id === id);
  if (exporter) return writerOf(exporter.id);
  const known = EXPORTERS.map((one) => one.id).join(', ');
  throw badArguments(`--to takes one of ${known}${id === undefined ? '' : `, not ${JSON.stringify(id)}`}`);
}

async function* mappedPieces(
  mapping: MappingFile,
  timeout: number,
  trace: Trace,
  { range, layer }: ExportRequest,
): AsyncGenerator<Piece, void> {
  if (range || layer !== undefined)
    throw badArguments('--range and --layer are not for --map, whose expression is given all of the trace');
  const data = await traceData(trace);
  yield await withEvaluateThread(timeout, (evaluate) => writtenBy(mapping, data, evaluate));
}

/** `remark` is told where it is cut at the end of the trace. Throws `bad-arguments`. */
function rangeOf(text: string, { duration, manifest }: Trace, remark: (text: string) => void): ExportRange {
  const [from = '', to = '', more] = text.split('..');
  const start = from === '' ? parseTime('0') : parseTime(from);
  const end = to === '' ? duration : parseTime(to);
  if (start === undefined || end === undefined || more !== undefined || !text.includes('..') || end <= start)
    throw badArguments(
      `--range takes two times such as 1:30..2:00, the earlier one first, not ${JSON.stringify(text)}`,
    );
  const after = `after the trace, which is ${timeWords(manifest).extent(duration)} long`;
  if (start > duration) throw badArguments(`--range begins ${after}: ${JSON.stringify(text)}`);
  if (end > duration) remark(`The range ends ${after}: it is cut there.`);
  return { start, end: clampTime(end, start, duration), withEnd: to === '' || end > duration };
}

const STEP_NAMES = ['layers', 'before', 'after', 'max-text'] as const;

type StepValues = Readonly<Partial<Record<(typeof STEP_NAMES)[number], string | undefined>>>;
type OtherValues = Readonly<Partial<Record<'to' | 'layer', string | undefined>>>;

/** Throws `bad-arguments` where an option would do nothing. */
function checkOptions(values: StepValues & OtherValues): void {
  const { to, layer } = values;
  const idle = STEP_NAMES.find((name) => values[name] !== undefined);
  if (idle !== undefined && to !== 'training' && to !== 'atif')
    throw badArguments(`--${idle} is for --to training and --to atif`);
  if (layer !== undefined && to === 'training')
    throw badArguments('--layer is not for training data, which is made of several: name them with --layers');
}

function stepsOf(values: StepValues, { layers }: Trace): StepOptions {
  const named = values.layers?.split(',').map((id) => id.trim());
  for (const id of named ?? [])
    if (!layers.some((layer) => layer.id === id))
      throw badArguments(`--layers names ${JSON.stringify(id)}, and the trace has no such layer`);
  const { before, after, 'max-text': most } = values;
  return {
    layers: named && new Set(named),
    before: before === undefined ? STEP_OPTIONS.before : secondsOf('--before', before),
    after: after === undefined ? STEP_OPTIONS.after : secondsOf('--after', after),
    maxText: most === undefined ? STEP_OPTIONS.maxText : countOf('--max-text', most),
  };
}

function secondsOf(option: string, text: string): number {
  const micros = parseTime(text);
  if (micros === undefined)
    throw badArguments(`${option} takes seconds, such as 20 or 1.5, not ${JSON.stringify(text)}`);
  return micros;
}

function countOf(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw badArguments(`${option} takes a whole number from 1 to 999999999, not ${JSON.stringify(text)}`);
  return Number(text);
}
