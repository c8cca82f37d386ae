/** A file of a client's own format becomes a bundle, as a mapping says. What its expressions give is checked before it is used. */
import { asTraceError, TraceError } from '../../base/errors.ts';
import { checkRecord, type Validator } from '../../schema/check.ts';
import * as validators from '../../schema/generated/validators.js';
import type { Actor, LayerClock, MappingFile, MappingImport } from '../../schema/generated/types.ts';
import { oneClock, type BundleDraft } from '../bundle-draft.ts';
import { onlyFile, type ForeignFile, type ForeignUnit } from '../foreign.ts';
import { isObject, parsedJson } from '../../base/json.ts';
import { jsonLines } from '../json-lines.ts';
import type { Evaluate } from './evaluate.ts';
import { dotted } from './mapping-file.ts';
import { mappedLayer, type MappedLayer } from './mapped-layer.ts';

const MICROS_PER: Readonly<Record<MappingImport['time']['unit'], number>> = {
  s: 1e6,
  ms: 1e3,
  us: 1,
  ns: 1e-3,
};
const MAX_LOSSES = 1_000;

interface Means {
  readonly evaluate: Evaluate;
  readonly signal?: AbortSignal | undefined;
  /** Is told what cannot be used of the mapping, part by part, while the rest goes on; without it the first is the end. */
  readonly refused?: ((error: TraceError) => void) | undefined;
}

/** Rejects with `mapping-invalid`, `format-broken`, and as reading does. */
export async function convertMapped(
  { name: source, import: rules }: MappingFile,
  unit: ForeignUnit,
  draft: BundleDraft,
  { evaluate, signal, refused }: Means,
): Promise<void> {
  const file = onlyFile(unit);
  if (!file || !rules) throw new TraceError('internal', { reason: 'a mapping takes one file' });
  const input = await inputOf(file, rules.form, draft, signal);
  const ask = async (at: string, expression: string | undefined): Promise<unknown> => {
    signal?.throwIfAborted();
    return expression === undefined ? undefined : evaluate(expression, input, { source, at });
  };
  const number = async (at: string, expression: string | undefined): Promise<number | undefined> => {
    const value = await ask(at, expression);
    if (value === undefined || typeof value === 'number') return value;
    throw new TraceError('mapping-invalid', { source, at, reason: 'gives no number' });
  };
  const checked = (at: string, validator: Validator, value: unknown): void => {
    const [first] = checkRecord(validator, value).violations;
    if (!first) return;
    const reason = `gives what the schema refuses: ${first.pointer === '' ? 'it' : dotted(first.pointer)} ${first.reason}`;
    throw new TraceError('mapping-invalid', { source, at, reason });
  };
  const part = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const failure = asTraceError(error);
      if (!refused || failure.code !== 'mapping-invalid') throw error;
      refused(failure);
    }
  };

  const zero = (await number('import.time.zero', rules.time.zero)) ?? 0;
  const { unit: native, wall = false, quality } = rules.time;
  const perUnit = MICROS_PER[native];
  const time = { zero, perUnit, wall, quality };
  if (wall) draft.origin = { wall_utc: wallOf(zero * perUnit, source), wall_uncertainty_us: null };
  const method = `the mapping ${source} says so: its time ${zero} is the trace's time 0`;
  draft.losses.time(quality, `Times in ${native}; ${method}.`);
  const clock = clockOf(rules, zero, method);

  for (const section of ['task', 'outcome'] as const)
    await part(async () => {
      const value = await ask(`import.${section}`, rules[section]);
      if (value === undefined) return;
      const whole = isObject(value) ? { ...draft[section], ...value } : value;
      checked(`import.${section}`, validators[`manifest_${section}`], whole);
      // Its schema was checked just above.
      Object.assign(draft, { [section]: whole });
    });
  await part(async () => {
    const actors = await ask('import.actors', rules.actors);
    if (actors === undefined) return;
    const list = Array.isArray(actors) ? (actors as readonly unknown[]) : [actors];
    checked('import.actors', validators.manifest_session, { mode: draft.mode, actors: list });
    for (const actor of list as readonly Actor[]) draft.actor(actor);
  });

  for (const [index, layer] of rules.layers.entries())
    await part(async () => {
      const at = `import.layers[${index}].content`;
      const made = mappedLayer(layer.kind, await ask(at, layer.content), time, { source, at });
      addLayer(draft, layer, made, clock);
      if (made && layer.kind === 'terminal')
        draft.losses.add('inferred', 'A terminal has 80×24 cells: the mapping tells no size', layer.id);
      if (made) draft.until(made.micros);
    });
  await part(async () => {
    const end = await number('import.duration', rules.duration);
    if (end !== undefined) draft.until((end - zero) * perUnit);
    tellLosses(await ask('import.unmapped', rules.unmapped), draft);
  });
  draft.original(file);
}

function addLayer(
  draft: BundleDraft,
  { kind, id, title, actor }: MappingImport['layers'][number],
  made: MappedLayer | undefined,
  clock: LayerClock,
): void {
  draft.layer({
    kind,
    clock: made?.clock ?? clock,
    ...(id !== undefined && { id }),
    ...(title !== undefined && { title }),
    ...(actor !== undefined && { actor }),
    ...(made && { format: made.format, file: made.file }),
  });
}

async function inputOf(
  file: ForeignFile,
  form: MappingImport['form'],
  draft: BundleDraft,
  signal?: AbortSignal,
): Promise<unknown> {
  if (form === 'json') {
    const value = parsedJson(await file.text(signal));
    if (value !== undefined) return value;
    throw new TraceError('format-broken', {
      path: file.path,
      format: 'JSON',
      reason: 'it is no JSON to its end',
    });
  }
  const values: unknown[] = [];
  for await (const { line, value } of jsonLines(file, signal))
    if (value === undefined) draft.losses.add('unreadable', 'A line is no JSON', `line ${line}`);
    else values.push(value);
  return values;
}

function clockOf({ time }: MappingImport, zero: number, method: string): LayerClock {
  const domain = time.quality === 'order_only' ? 'order_only' : time.wall === true ? 'wall' : 'monotonic';
  return oneClock(domain, time.unit, time.quality, method, zero);
}

function wallOf(micros: number, source: string): string {
  const date = new Date(micros / 1_000);
  if (Number.isFinite(date.getTime())) return date.toISOString();
  throw new TraceError('mapping-invalid', { source, at: 'import.time.zero', reason: 'gives no date' });
}

function tellLosses(value: unknown, { losses }: BundleDraft): void {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value];
  for (const text of list.slice(0, MAX_LOSSES))
    losses.add(
      'dropped',
      typeof text === 'string' ? text.slice(0, 200) : 'Something that the mapping does not name',
    );
}
