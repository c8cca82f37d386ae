/** What a person did, as an ATIF document: each command, edit and page is a tool call, and what was said before it its reasoning. */
import { TraceError } from '../../base/errors.ts';
import { VERSION } from '../../base/version.ts';
import type { TraceTime } from '../../base/time.ts';
import type { Manifest } from '../../schema/generated/types.ts';
import type { Trace } from '../../trace/trace.ts';
import type { ExportRequest } from '../exporter.ts';
import type { Action } from '../steps/action.ts';
import { alignedActions } from '../steps/aligned-actions.ts';

/** The newest version that is published. */
const ATIF_VERSION = 'ATIF-v1.7';

/** Rejects with `export-empty` where nothing was done, and as reading does. */
export async function humanTrajectory(trace: Trace, request: ExportRequest): Promise<unknown> {
  const { manifest } = trace;
  const { range } = request;
  const aligned = await alignedActions(trace, request);
  if (aligned.length === 0) throw new TraceError('export-empty', {});
  const stamp = (time: TraceTime): object => {
    const wall = manifest.clock.origin.wall_utc;
    return wall === null ? {} : { timestamp: new Date(Date.parse(wall) + time / 1000).toISOString() };
  };
  const task = { source: 'user', ...stamp(range?.start ?? (0 as TraceTime)), message: manifest.task.title };
  const done = aligned.map(({ action, reason }, index) => {
    const id = `call_${index + 1}`;
    const said = [reason?.text, action.said].filter((text) => text !== undefined).join('\n');
    const content = contentOf(action);
    // A layer that knows the order alone is laid out along the trace: no clock said so.
    const isTimed = action.layer.clock.sync_quality !== 'order_only';
    return {
      source: 'agent',
      ...(isTimed && stamp(action.time)),
      message: '',
      ...(said !== '' && { reasoning_content: said }),
      tool_calls: [{ tool_call_id: id, function_name: action.kind, arguments: action.input }],
      ...(content !== '' && { observation: { results: [{ source_call_id: id, content }] } }),
      extra: {
        ...(isTimed && { 'x-trace-time-us': action.time }),
        'x-layer': action.layer.id,
        'x-result': action.result ?? null,
      },
    };
  });
  return {
    schema_version: ATIF_VERSION,
    session_id: manifest.bundle_id,
    agent: agentOf(manifest),
    steps: [task, ...done].map((step, index) => ({ step_id: index + 1, ...step })),
    notes:
      'Made of a recorded session: the steps are those of who worked in it, and reasoning is what was said.',
    extra: {
      'x-mode': manifest.session.mode,
      'x-outcome': manifest.outcome,
      'x-made-by': `playhead ${VERSION}`,
    },
  };
}

/** Whoever worked; the standard wants a name and a version. */
function agentOf({ session }: Manifest): object {
  const actor = session.actors.find(({ kind }) => kind !== 'environment');
  return {
    name: actor?.agent?.name ?? actor?.kind ?? 'unknown',
    version: actor?.agent?.version ?? 'unknown',
    ...(typeof actor?.agent?.model === 'string' && { model_name: actor.agent.model }),
  };
}

function contentOf({ result }: Action): string {
  const { output, exitCode, tests, lint } = result ?? {};
  return [
    output?.text,
    typeof exitCode === 'number' ? `Exit code: ${exitCode}` : undefined,
    tests && `Tests: ${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped`,
    lint && `Lint: ${lint.errors} errors, ${lint.warnings} warnings`,
  ]
    .filter((text) => text !== undefined && text !== '')
    .join('\n');
}
