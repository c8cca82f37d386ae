/** One file of events of a trace: those of a browser's context, or of the test that drove it. */
import { TraceError } from '../../base/errors.ts';
import type { LossLog } from '../loss-log.ts';
import type { ForeignFile } from '../foreign.ts';
import { field, isObject, numberField, textField } from '../../base/json.ts';
import { jsonLines } from '../json-lines.ts';
import { Modernizer, NEWEST, OLDEST, SHARED_IDS, versionOf, type TraceEvent } from './modernize.ts';

/** One call, from its `before` to its `after`; milliseconds of the file's own monotonic clock. */
export interface Action {
  readonly callId: string;
  readonly title: string;
  readonly start: number;
  /** undefined: no end was recorded. */
  end: number | undefined;
  readonly wallTime: number | undefined;
  /** The `callId` of the step of the test that made it, where one did. */
  readonly stepId: string | undefined;
  readonly params: unknown;
  readonly pageId: string | undefined;
  readonly parentId: string | undefined;
  error: string | undefined;
}

export interface Context {
  readonly path: string;
  readonly version: number | undefined;
  readonly header: TraceEvent;
  readonly isRunner: boolean;
  readonly actions: readonly Action[];
  /** The others, in the order of the file. */
  readonly events: readonly TraceEvent[];
  /** Milliseconds since 1970 at the zero of the monotonic clock; undefined where nothing tells it. */
  readonly wallZero: number | undefined;
}

const SHOWN = ['frame-snapshot', 'screencast-frame', 'resource-snapshot', 'console', 'event'];

/** Rejects with `import-unsupported` for a version that is not read, and as reading does. `version`: of files that tell none. */
export async function readContext(
  file: ForeignFile,
  version: number | undefined,
  losses: LossLog,
  signal?: AbortSignal,
): Promise<Context> {
  const modernizer = new Modernizer();
  let own: number | undefined;
  let header: TraceEvent = {};
  const actions = new Map<string, Action>();
  const events: TraceEvent[] = [];
  let wallZero: number | undefined;
  for await (const { line, value } of jsonLines(file, signal)) {
    if (!isObject(value)) {
      losses.add('unreadable', 'A line is no event: it is left out', `${file.path}, line ${line}`);
      continue;
    }
    own ??= checkedVersion(file, versionOf(value));
    const written = own ?? version ?? NEWEST;
    for (const event of modernizer.events(value, written)) {
      if (event['type'] === 'context-options') {
        header = event;
        wallZero = difference(numberField(event, 'wallTime'), numberField(event, 'monotonicTime'));
      } else if (event['type'] === 'before' || event['type'] === 'action') {
        const action = actionOf(event, written);
        if (action) actions.set(action.callId, action);
        else losses.add('unreadable', 'An action has no name or no start', `${file.path}, line ${line}`);
        wallZero ??= difference(action?.wallTime, action?.start);
      } else if (event['type'] === 'after') finish(actions.get(String(event['callId'])), event);
      else if (SHOWN.includes(String(event['type']))) events.push(event);
      else if (event['type'] !== 'input')
        losses.add(
          'dropped',
          `An event of a kind that is not shown: ${String(event['type']).slice(0, 40)}`,
          file.path,
        );
    }
  }
  const isRunner = header['origin'] === 'testRunner' || (own === undefined && header['type'] === undefined);
  return {
    path: file.path,
    version: own,
    header,
    isRunner,
    actions: [...actions.values()],
    events,
    wallZero,
  };
}

function checkedVersion(file: ForeignFile, version: number | undefined): number | undefined {
  if (version === undefined || (version >= OLDEST && version <= NEWEST)) return version;
  throw new TraceError('import-unsupported', {
    path: file.path,
    format: 'a Playwright trace',
    found: `of version ${version}`,
    supported: `versions ${OLDEST} to ${NEWEST}`,
  });
}

function difference(wall: number | undefined, monotonic: number | undefined): number | undefined {
  return wall === undefined || monotonic === undefined || wall <= 0 ? undefined : wall - monotonic;
}

function actionOf(event: TraceEvent, version: number): Action | undefined {
  const start = numberField(event, 'startTime');
  const callId = textField(event, 'callId');
  if (start === undefined || callId === undefined) return undefined;
  const action: Action = {
    callId,
    title:
      textField(event, 'title') ?? `${textField(event, 'class') ?? ''}.${textField(event, 'method') ?? ''}`,
    start,
    end: undefined,
    wallTime: numberField(event, 'wallTime'),
    stepId: version >= SHARED_IDS ? callId : textField(event, 'stepId'),
    params: field(event, 'params'),
    pageId: textField(event, 'pageId'),
    parentId: textField(event, 'parentId'),
    error: undefined,
  };
  if (event['type'] === 'action') finish(action, event);
  return action;
}

function finish(action: Action | undefined, event: TraceEvent): void {
  if (!action) return;
  const end = numberField(event, 'endTime');
  // Older versions write 0, or less, for a call that did not end.
  action.end = end !== undefined && end >= action.start ? end : undefined;
  const error = field(event, 'error');
  action.error = textField(error, 'message') ?? textField(field(error, 'error'), 'message');
}
