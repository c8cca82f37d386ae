/** A trace of Playwright: the list of its actions, the browser, the network, and stills of its pages. */
import { TraceError } from '../../base/errors.ts';
import type { BundleDraft } from '../bundle-draft.ts';
import { fileOf, type ForeignFile } from '../foreign.ts';
import type { Convert } from '../importer.ts';
import { isoText } from '../../base/iso-time.ts';
import { numberField, textField, jsonText } from '../../base/json.ts';
import { mediaTypeOf } from '../kept-files.ts';
import { partialJson } from '../partial-json.ts';
import type { ScreenFrame } from '../../schema/generated/types.ts';
import { browserLayer } from './browser-layer.ts';
import { readContext, type Context } from './context.ts';
import { mergedActions, type PlacedAction } from './merged-actions.ts';
import { versionOf, type TraceEvent } from './modernize.ts';
import { blobOf, networkLayer, pageResources, requestsOf } from './network.ts';
import { recordClock, timeOf, traceClock, type TraceClock } from './trace-clock.ts';

const MAX_ACTIONS = 100_000;
const MAX_STILLS = 5_000;
const MAX_TEXT = 300;
const MAX_PARAMS = 10_000;

export const convert: Convert = async (unit, draft, signal) => {
  const file = fileOf(unit);
  const files = await file.zipped();
  const contexts = await contextsOf(files, draft, signal);
  const clock = traceClock(contexts);
  const actions = mergedActions(contexts, clock.at);
  const snapshots = contexts.flatMap(({ events }) =>
    events.filter(({ type }) => type === 'resource-snapshot').map((event) => event['snapshot']),
  );
  const requests = await requestsOf(files, snapshots, draft, signal);
  const moments = [
    ...actions.map(({ context, start }) => clock.at(context, start)),
    ...contexts.flatMap((context) =>
      context.events
        .map(timeOf)
        .filter((time) => time !== undefined)
        .map((time) => clock.at(context, time)),
    ),
    ...requests.map(({ wall }) => clock.ofWall(wall)).filter((time) => time !== undefined),
  ];
  const zero = moments.reduce((first, time) => Math.min(first, time), Infinity);
  if (!Number.isFinite(zero))
    throw new TraceError('format-broken', {
      path: file.path,
      format: 'a Playwright trace',
      reason: 'it has no action and no event with a time',
    });
  draft.mode = 'live';
  draft.original(file);
  draft.actor({ id: 'script', kind: 'script' });
  describe(contexts, draft);
  for (const time of moments) draft.until((time - zero) * 1_000);
  const wall = clock.wallZero === undefined ? undefined : clock.wallZero + zero;
  if (wall !== undefined) draft.origin = { wall_utc: isoText(wall), wall_uncertainty_us: 1_000 };
  draft.losses.time(
    'measured',
    `milliseconds of a monotonic clock${contexts.length > 1 ? '; files are put beside each other by what each tells of the wall clock' : ''}`,
  );
  actionLayer(actions.slice(0, MAX_ACTIONS), { clock, zero }, draft);
  if (actions.length > MAX_ACTIONS)
    draft.losses.add(
      'dropped',
      'An action is left out: there are too many',
      undefined,
      actions.length - MAX_ACTIONS,
    );
  browserLayer(
    contexts,
    { clock, zero, resources: await pageResources(files, requests, draft, signal) },
    draft,
  );
  if (wall !== undefined) networkLayer(requests, wall, draft);
  else if (requests.length > 0)
    draft.losses.add(
      'dropped',
      'Requests have no place: nothing tells the wall clock',
      undefined,
      requests.length,
    );
  stillLayer(contexts, files, { clock, zero }, draft);
  for (const { path, size } of files.values())
    if (size > 0 && !/\.(?:trace|network)$/.test(path) && !path.startsWith('resources/'))
      draft.losses.add('dropped', 'A file of the trace is not taken over', path);
};

async function contextsOf(
  files: ReadonlyMap<string, ForeignFile>,
  draft: BundleDraft,
  signal?: AbortSignal,
): Promise<readonly Context[]> {
  const traces = [...files.values()]
    .filter(({ path }) => path.endsWith('.trace'))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  let version: number | undefined;
  for (const trace of traces)
    version ??= versionOf(partialJson((await trace.headText()).split('\n', 1)[0] ?? ''));
  const contexts: Context[] = [];
  for (const trace of traces) contexts.push(await readContext(trace, version, draft.losses, signal));
  return contexts;
}

function describe(contexts: readonly Context[], draft: BundleDraft): void {
  const told = (name: string): string | undefined =>
    contexts.map(({ header }) => textField(header, name)).find((text) => text !== undefined);
  const title = told('title');
  if (title !== undefined) draft.title(title);
  const os = told('platform');
  const browser = told('browserName');
  draft.environment = {
    ...(os !== undefined && { os }),
    ...(browser !== undefined && { tools: { browser } }),
  };
}

interface Placing {
  readonly clock: TraceClock;
  /** Of that clock, at the trace's beginning. */
  readonly zero: number;
}

function actionLayer(actions: readonly PlacedAction[], { clock, zero }: Placing, draft: BundleDraft): void {
  if (actions.length === 0) return;
  const records = actions.map(({ context, callId, title, start, end, params, parentId, error }) => {
    const written = jsonText(params ?? {}, title);
    if (written.length > MAX_PARAMS)
      draft.losses.add('dropped', 'The parameters of an action are cut off: they are too long', title);
    if (end !== undefined) draft.until((clock.at(context, end) - zero) * 1_000);
    return {
      t: clock.at(context, start),
      t_end: end === undefined ? null : clock.at(context, end),
      type: 'phase',
      actor: 'script',
      text: `${title}${error === undefined ? '' : ` (failed: ${error.slice(0, MAX_TEXT)})`}`,
      'x-action': callId,
      ...(parentId !== undefined && { 'x-parent-call': parentId }),
      ...(written !== '{}' && { 'x-params': written.slice(0, MAX_PARAMS) }),
    };
  });
  draft.losses.add(
    'changed',
    'An action stands among the steps as a phase, with its parameters as text',
    undefined,
    records.length,
  );
  draft.layer({
    id: 'actions',
    kind: 'annotations',
    title: 'Playwright actions',
    actor: 'script',
    format: { name: 'trace-annotations', version: '1' },
    clock: recordClock(zero),
    file: {
      name: 'actions.jsonl',
      mediaType: 'application/x-ndjson',
      content: records.map((record) => `${JSON.stringify(record)}\n`).join(''),
      records: records.length,
    },
  });
}

/** Stills of the pages, a line each. */
function stillLayer(
  contexts: readonly Context[],
  files: ReadonlyMap<string, ForeignFile>,
  { clock, zero }: Placing,
  draft: BundleDraft,
): void {
  const id = draft.freeId('stills');
  const records: ScreenFrame[] = [];
  for (const context of contexts)
    for (const event of context.events) {
      if (event['type'] !== 'screencast-frame') continue;
      const name = textField(event, 'sha1') ?? textField(event, 'file');
      const [blob, time] = [blobOf(files, name), timeOf(event)];
      if (!blob || time === undefined || records.length >= MAX_STILLS) {
        draft.losses.add('dropped', 'A still is named, and not taken over', name);
        continue;
      }
      const path = draft.file(`layers/${id}`, {
        name: blob.name,
        mediaType: mediaTypeOf(blob.name),
        content: blob,
      });
      records.push({
        t: clock.at(context, time),
        path,
        ...sizeOf(event),
      });
    }
  if (records.length === 0) return;
  // Each context tells its own in order.
  records.sort((a, b) => a.t - b.t);
  draft.layer({
    id,
    kind: 'screen_frames',
    format: { name: 'trace-screen_frames', version: '1' },
    clock: recordClock(zero),
    file: {
      name: 'frames.jsonl',
      mediaType: 'application/x-ndjson',
      content: records.map((record) => `${JSON.stringify(record)}\n`).join(''),
      records: records.length,
    },
  });
}

/** Of the page, in its own pixels. */
function sizeOf(event: TraceEvent): { readonly width: number | null; readonly height: number | null } {
  const size = (name: string): number | null => {
    const value = numberField(event, name);
    return value !== undefined && value > 0 ? value : null;
  };
  return { width: size('width'), height: size('height') };
}
