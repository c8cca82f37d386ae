/** A session of Claude Code becomes layers of agent steps: its main chain, what was given up, and other agents. */
import { TraceError } from '../../base/errors.ts';
import { append } from '../../base/long-lists.ts';
import { putRuns, putTask, type AgentRun } from '../agent/put-runs.ts';
import { contentText } from '../agent/tool-events.ts';
import type { BundleDraft } from '../bundle-draft.ts';
import type { ForeignUnit } from '../foreign.ts';
import { field, textField } from '../../base/json.ts';
import { tellOthers } from '../kept-files.ts';
import { lanesOf, type Lane } from './lanes.ts';
import { laneSteps } from './lane-steps.ts';
import { sessionLines, type SessionLine } from './session-lines.ts';
import { CLAUDE_TOOLS, startedBy, withOriginals } from './tools.ts';

export async function convert(unit: ForeignUnit, draft: BundleDraft, signal?: AbortSignal): Promise<void> {
  const lanes: Lane[] = [];
  let summary: string | undefined;
  const files = [...unit.files.values()].filter(
    ({ name }) => unit.files.size === 1 || name.endsWith('.jsonl'),
  );
  for (const file of files) {
    const session = await sessionLines(file, draft.losses, signal);
    summary ??= session.summary;
    append(
      lanes,
      lanesOf(session.lines).map((lane) => (isOfAgent(lane) ? { ...lane, kind: 'side' as const } : lane)),
    );
    draft.original(file);
  }
  tellOthers(unit, draft, new Set(files.map(({ path }) => path)), 'the session');
  // The main chain first, wherever its file stands.
  const order = ['main', 'abandoned', 'side'];
  const said = lanes.filter(({ lines }) => lines.some(({ type }) => type === 'user' || type === 'assistant'));
  said.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const [main] = said;
  if (!main)
    throw new TraceError('format-broken', {
      path: unit.label,
      format: 'Claude Code session',
      reason: 'none of its lines is a message',
    });
  const started = said.flatMap(({ lines }) =>
    lines.flatMap(({ value }) => startedBy(field(value, 'message'))),
  );
  const runs = said.map((lane, index) => runOf(lane, index, started, draft));
  putRuns(draft, runs);
  putTask(draft, runs[0]?.document, summary);
  if (said.some(({ kind }) => kind === 'abandoned'))
    draft.losses.add(
      'changed',
      'A part of the conversation that was given up, as by going back, is a lane of its own',
      undefined,
      said.filter(({ kind }) => kind === 'abandoned').length,
    );
}

/** A file of its own, of an agent that another one started. */
function isOfAgent({ kind, lines }: Lane): boolean {
  return kind === 'main' && lines.length > 0 && lines.every(({ isSide }) => isSide);
}

function runOf(
  lane: Lane,
  index: number,
  started: ReturnType<typeof startedBy>,
  draft: BundleDraft,
): AgentRun {
  const { trajectory, toolResults, model } = laneSteps(lane, draft.losses);
  const [first] = lane.lines;
  const version = lane.lines
    .map(({ value }) => textField(value, 'version'))
    .findLast((one) => one !== undefined);
  const session = lane.lines
    .map(({ value }) => textField(value, 'sessionId'))
    .find((one) => one !== undefined);
  const agent = {
    name: 'claude-code',
    version: version ?? 'unknown',
    ...(model !== undefined && { model_name: model }),
  };
  const branch = textField(first?.value, 'gitBranch');
  return {
    title: titleOf(lane, index, started),
    document: trajectory.document(agent, {
      ...(session !== undefined && { session_id: session }),
      ...(lane.agentId !== undefined && { trajectory_id: lane.agentId }),
      ...(branch !== undefined && { extra: { git_branch: branch } }),
    }),
    agent,
    parent: index === 0 ? undefined : 0,
    tools: CLAUDE_TOOLS,
    overrule: withOriginals(toolResults),
    root: lane.lines.map(({ value }) => textField(value, 'cwd')).find((cwd) => cwd !== undefined),
  };
}

function titleOf(lane: Lane, index: number, started: ReturnType<typeof startedBy>): string {
  if (index === 0) return 'Claude Code';
  if (lane.kind === 'abandoned') return `Given up ${index}`;
  const prompt = promptOf(lane.lines);
  const call = started.find((one) => one.prompt === prompt);
  return call?.title ?? `Sub-agent ${lane.agentId ?? index}`;
}

function promptOf(lines: readonly SessionLine[]): string {
  const first = lines.find(({ type }) => type === 'user');
  return contentText(field(field(first?.value, 'message'), 'content'));
}
