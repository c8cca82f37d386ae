/**
 * Events of a Playwright trace in the shape of the newest version: one small step a version, chained, as their own viewer
 * does. What a version is was read in the sources of that viewer. Pure but for what a step has to remember.
 */
import { field, isObject, listField, numberField, textField } from '../../base/json.ts';

export type TraceEvent = Readonly<Record<string, unknown>>;

export const [OLDEST, NEWEST] = [3, 10];
/** Since then a call of a browser has the id of the step of the test that made it, which older ones tell beside their own. */
export const SHARED_IDS = 10;

/** What steps remember from one event to later ones. */
interface Memory {
  /** Messages of the console by guid, which older versions tell before they are printed. */
  readonly messages: Map<string, unknown>;
}

type Step = (event: TraceEvent, memory: Memory) => readonly TraceEvent[];

/** Version → how its events become those of the next one. */
const STEPS: ReadonlyMap<number, Step> = new Map<number, Step>([
  [3, withoutMetadata],
  [4, withConsole],
  [5, withLogs],
  [6, withOrigin],
  [7, withTitle],
  // Names of blobs became paths without a new version; both are looked for in any case.
  [8, (event) => [event]],
  // What tells of a step is read by its version: see `SHARED_IDS`.
  [9, (event) => [event]],
]);

/** Makes events of one version those of the newest. */
export class Modernizer {
  readonly #memory: Memory = { messages: new Map() };

  events(event: TraceEvent, version: number): readonly TraceEvent[] {
    let events: readonly TraceEvent[] = [event];
    for (let from = version; from < NEWEST; from++) {
      const step = STEPS.get(from);
      if (step) events = events.flatMap((one) => step(one, this.#memory));
    }
    return events;
  }
}

/** 3 → 4: what happened stood in `metadata`, and an action was one event. */
function withoutMetadata(event: TraceEvent): readonly TraceEvent[] {
  const { type } = event;
  if (type !== 'action' && type !== 'event') return [event];
  const metadata = field(event, 'metadata');
  const method = textField(metadata, 'method') ?? '';
  if (field(metadata, 'internal') === true || method.startsWith('tracing')) return [];
  const params = field(metadata, 'params');
  const name = textField(metadata, 'type') ?? '';
  if (type === 'event') {
    if (method === '__create__' && name === 'ConsoleMessage')
      return [
        {
          type: 'object',
          class: name,
          guid: field(params, 'guid'),
          initializer: field(params, 'initializer'),
        },
      ];
    const shared = {
      type,
      time: field(metadata, 'startTime'),
      class: name,
      method,
      params,
      pageId: field(metadata, 'pageId'),
    };
    return [shared];
  }
  return [
    {
      type: 'action',
      callId: field(metadata, 'id'),
      startTime: field(metadata, 'startTime'),
      endTime: field(metadata, 'endTime'),
      apiName: field(metadata, 'apiName') ?? `${name}.${method}`,
      class: name,
      method,
      params,
      wallTime: field(metadata, 'wallTime'),
      error: field(field(metadata, 'error'), 'error'),
      result: field(metadata, 'result'),
      point: field(metadata, 'point'),
      pageId: field(metadata, 'pageId'),
    },
  ];
}

/** 4 → 5: a message of the console was an object, and then named. */
function withConsole(event: TraceEvent, { messages }: Memory): readonly TraceEvent[] {
  if (event['type'] === 'object') {
    if (event['class'] === 'ConsoleMessage') messages.set(String(event['guid']), event['initializer']);
    return [];
  }
  if (event['type'] !== 'event' || event['method'] !== 'console') return [event];
  const message = messages.get(String(field(field(event['params'], 'message'), 'guid')));
  if (message === undefined) return [];
  return [
    {
      type: 'console',
      time: event['time'],
      pageId: event['pageId'],
      messageType: field(message, 'type'),
      text: field(message, 'text'),
    },
  ];
}

/** 5 → 6: lines of an action's log became events of their own. */
function withLogs(event: TraceEvent): readonly TraceEvent[] {
  if (event['type'] !== 'after') return [event];
  const logs = listField(event, 'log').map((message) => ({
    type: 'log',
    callId: event['callId'],
    message,
    time: -1,
  }));
  return [event, ...logs];
}

/** 6 → 7: the header did not tell the origin, and no moment of the monotonic clock. */
function withOrigin(event: TraceEvent): readonly TraceEvent[] {
  if (event['type'] !== 'context-options') return [event];
  return [{ ...event, origin: 'library', monotonicTime: undefined }];
}

/** 7 → 8: actions have a title. */
function withTitle(event: TraceEvent): readonly TraceEvent[] {
  const isAction = event['type'] === 'before' || event['type'] === 'action';
  return [isAction && event['title'] === undefined ? { ...event, title: event['apiName'] } : event];
}

/** The version that a file of events is of: its header tells it. */
export function versionOf(event: unknown): number | undefined {
  return isObject(event) ? numberField(event, 'version') : undefined;
}
