/** A log of Inspect in either of its forms. */
import { TraceError } from '../../base/errors.ts';
import type { ForeignFile } from '../foreign.ts';
import { field, isObject, listField, numberField, parsedJson, textField } from '../../base/json.ts';
import type { LossLog } from '../loss-log.ts';

export const HEADER = 'header.json';
/** Written when an evaluation begins: of one that broke off, all that there is. */
export const START = '_journal/start.json';

const FORMAT = 'Inspect log';
const VERSIONS = [2, 3];
/** Of samples together, in bytes, unpacked. */
const MAX_BYTES = 256 * 1024 * 1024;
/** Samples of one log: each is a lane of the trace. */
const MAX_SAMPLES = 200;

export interface InspectLog {
  readonly header: unknown;
  /** By id, then by epoch. */
  readonly samples: readonly unknown[];
}

/** Rejects with `format-broken`, with `import-unsupported` for other versions, and as reading does. */
export async function readLog(file: ForeignFile, losses: LossLog, signal?: AbortSignal): Promise<InspectLog> {
  const log = (await file.isZip())
    ? await readZip(file, losses, signal)
    : await readJson(file, losses, signal);
  const version = numberField(log.header, 'version');
  if (version === undefined || !VERSIONS.includes(version))
    throw new TraceError('import-unsupported', {
      path: file.path,
      format: FORMAT,
      found: version === undefined ? 'no version' : `version ${version}`,
      supported: 'versions 2 and 3',
    });
  return { header: log.header, samples: [...log.samples].sort(byId) };
}

async function readJson(file: ForeignFile, losses: LossLog, signal?: AbortSignal): Promise<InspectLog> {
  const header = parsedJson(await file.text(signal));
  if (!isObject(header)) throw broken(file, 'it is no JSON from its beginning to its end');
  const samples = listField(header, 'samples');
  if (samples.length > MAX_SAMPLES) tellMore(losses, samples.length - MAX_SAMPLES);
  return { header, samples: samples.slice(0, MAX_SAMPLES) };
}

async function readZip(file: ForeignFile, losses: LossLog, signal?: AbortSignal): Promise<InspectLog> {
  const files = await file.zipped();
  const whole = files.get(HEADER);
  const first = whole ?? files.get(START);
  const header = first && parsedJson(await first.text(signal));
  if (!isObject(header)) throw broken(file, `its ${HEADER} is no JSON object`);
  if (!whole)
    losses.add(
      'unreadable',
      `The evaluation was not finished: its ${HEADER} is missing, and what it began with is read`,
    );
  const samples: unknown[] = [];
  let [bytes, more] = [0, 0];
  for (const [path, entry] of [...files].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))) {
    if (!/^samples\/[^/]+\.json$/.test(path)) continue;
    bytes += entry.size;
    if (bytes > MAX_BYTES || samples.length >= MAX_SAMPLES) {
      more += 1;
      continue;
    }
    const sample = parsedJson(await entry.text(signal));
    if (isObject(sample)) samples.push(sample);
    else losses.add('unreadable', 'A sample is no JSON object', path);
  }
  if (more > 0) tellMore(losses, more);
  return { header, samples };
}

function tellMore(losses: LossLog, count: number): void {
  losses.add(
    'dropped',
    `A sample: one trace shows at most ${MAX_SAMPLES}, and ${MAX_BYTES / 1024 / 1024} MiB`,
    undefined,
    count,
  );
}

function broken(file: ForeignFile, reason: string): TraceError {
  return new TraceError('format-broken', { path: file.path, format: FORMAT, reason });
}

function byId(a: unknown, b: unknown): number {
  const order = idOf(a).localeCompare(idOf(b), 'en', { numeric: true });
  return order === 0 ? (numberField(a, 'epoch') ?? 0) - (numberField(b, 'epoch') ?? 0) : order;
}

/** A number or a text. */
export function idOf(sample: unknown): string {
  const id = field(sample, 'id');
  return typeof id === 'number' ? String(id) : (textField(sample, 'id') ?? '?');
}
