/** What an expression gives for a layer, as its file. Pure. */
import { TraceError } from '../../base/errors.ts';
import { more } from '../../base/error-words.ts';
import { isoTime } from '../../base/iso-time.ts';
import { checkRecord } from '../../schema/check.ts';
import * as validators from '../../schema/generated/validators.js';
import type { Layer, LayerClock, MappingLayer, SyncQuality } from '../../schema/generated/types.ts';
import { BY_STEP, oneClock, type FileDraft } from '../bundle-draft.ts';
import { field, listField } from '../../base/json.ts';
import type { ExpressionPlace } from './evaluate.ts';
import { dotted } from './mapping-file.ts';

export interface MappedLayer {
  readonly format: NonNullable<Layer['format']>;
  readonly file: FileDraft;
  /** Trace time of the latest thing in it, in microseconds; -Infinity where it has none. */
  readonly micros: number;
  /** Of files that have a clock of their own. */
  readonly clock?: LayerClock;
}

/** The clock of a mapping. */
interface MappedTime {
  /** Its time at which the trace begins. */
  readonly zero: number;
  /** Microseconds of one unit. */
  readonly perUnit: number;
  /** It counts from 1970. */
  readonly wall: boolean;
  readonly quality: SyncQuality;
}

type RecordKind = Exclude<MappingLayer['kind'], 'agent_steps' | 'terminal' | 'file_diffs'>;

const MICROS_PER_SECOND = 1_000_000;
const MICROS_PER_MILLI = 1_000;
/** The size of a terminal of which nothing is known. */
const SIZE = { width: 80, height: 24 };

/** undefined where the expression gave nothing, or an empty list. Throws `mapping-invalid`. */
export function mappedLayer(
  kind: MappingLayer['kind'],
  value: unknown,
  time: MappedTime,
  place: ExpressionPlace,
): MappedLayer | undefined {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return undefined;
  if (kind === 'agent_steps') return atifLayer(value, time, place);
  if (kind === 'terminal') return castLayer(value, time, place);
  if (kind === 'file_diffs') return diffLayer(value, place);
  return recordLayer(kind, value, time, place);
}

function refuse(place: ExpressionPlace, reason: string): never {
  throw new TraceError('mapping-invalid', { source: place.source, at: place.at, reason });
}

/** JSONata gives a list of one item as that item. */
function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function recordLayer(
  kind: RecordKind,
  value: unknown,
  time: MappedTime,
  place: ExpressionPlace,
): MappedLayer {
  const records = listOf(value);
  let end = -Infinity;
  let refused = 0;
  let reason = '';
  for (const [index, record] of records.entries()) {
    const fault = faultOf(kind, record);
    if (fault !== undefined && refused++ === 0) reason = `gives as record ${index + 1} ${fault}`;
    for (const name of ['t', 't_start', 't_end']) {
      const at = field(record, name);
      if (typeof at === 'number') end = Math.max(end, at);
    }
  }
  if (refused > 0) refuse(place, `${reason}${more(refused, 'record')}`);
  return {
    format: { name: `trace-${kind}`, version: '1' },
    file: {
      name: `${kind}.jsonl`,
      mediaType: 'application/jsonl',
      content: records.map((record) => `${JSON.stringify(record)}\n`).join(''),
      records: records.length,
    },
    micros: (end - time.zero) * time.perUnit,
  };
}

/** What the schema has against a record; undefined: nothing. */
function faultOf(kind: RecordKind, record: unknown): string | undefined {
  const { violations, unknown } = checkRecord(validators[kind], record);
  const [first] = violations;
  if (first) return `what ${kind}.v1.json refuses: ${dotted(first.pointer)} ${first.reason}`;
  const [stranger] = unknown;
  if (stranger === undefined) return undefined;
  return `a key that ${kind}.v1.json does not know: ${dotted(stranger)}; begin it with x-`;
}

/** Its times are those of its steps, of which the first is the trace's time 0 unless that is a wall-clock time; or it has none. */
function atifLayer(value: unknown, time: MappedTime, place: ExpressionPlace): MappedLayer {
  const version = field(value, 'schema_version');
  const found = typeof version === 'string' ? /^ATIF-v(1\.\d+)$/.exec(version)?.[1] : undefined;
  if (found === undefined || !Array.isArray(field(value, 'steps')))
    refuse(place, 'gives no ATIF document: an object with schema_version "ATIF-v1.N" and a list of steps');
  const steps = listField(value, 'steps');
  const stamps = steps
    .map((step) => isoTime(field(step, 'timestamp'))?.millis)
    .filter((stamp) => stamp !== undefined);
  const [first] = stamps;
  const zero = time.wall ? (time.zero * time.perUnit) / MICROS_PER_MILLI : first;
  const isTimed = zero !== undefined && first !== undefined && time.quality !== 'order_only';
  const last = stamps.reduce((latest, stamp) => Math.max(latest, stamp), -Infinity);
  const method = 'Timestamps of the steps, in milliseconds since 1970.';
  return {
    format: { name: 'atif', version: found },
    file: {
      name: 'trajectory.json',
      mediaType: 'application/json',
      content: `${JSON.stringify(value, null, 2)}\n`,
    },
    micros: isTimed ? (last - zero) * MICROS_PER_MILLI : steps.length * MICROS_PER_SECOND,
    clock: isTimed ? oneClock('wall', 'ms', time.quality, method, zero) : BY_STEP,
  };
}

/** Events become those of asciicast v2, with seconds since the trace's time 0. */
function castLayer(value: unknown, time: MappedTime, place: ExpressionPlace): MappedLayer {
  let micros = 0;
  const events = listOf(value).map((event, index) => {
    const [at, text, code = 'o'] = ['t', 'text', 'code'].map((name) => field(event, name));
    if (typeof at !== 'number' || typeof code !== 'string' || typeof text !== 'string' || at < time.zero)
      return refuse(
        place,
        `gives as event ${index + 1} no { t, text } with a time at or after the trace's time 0`,
      );
    const since = Math.round((at - time.zero) * time.perUnit);
    micros = Math.max(micros, since);
    return [since / MICROS_PER_SECOND, code, text];
  });
  const content = [{ version: 2, ...SIZE }, ...events].map((line) => `${JSON.stringify(line)}\n`).join('');
  return {
    format: { name: 'asciicast', version: '2' },
    file: { name: 'session.cast', mediaType: 'application/x-asciicast', content },
    micros,
    clock: oneClock('monotonic', 's', time.quality, "Seconds since the trace's time 0."),
  };
}

function diffLayer(value: unknown, place: ExpressionPlace): MappedLayer {
  if (typeof value !== 'string' || !/^(?:diff --git |--- )/m.test(value))
    refuse(place, 'gives no unified diff');
  return {
    format: { name: 'diff', version: null },
    file: { name: 'final.diff', mediaType: 'text/x-diff', content: value },
    micros: -Infinity,
  };
}
