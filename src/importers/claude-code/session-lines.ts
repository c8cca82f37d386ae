/** The lines of a session file, each as what it is. */
import type { ForeignFile } from '../foreign.ts';
import { field, isObject, textField } from '../../base/json.ts';
import { jsonLines } from '../json-lines.ts';
import type { LossLog } from '../loss-log.ts';

/** A line with a place in the conversation. */
export interface SessionLine {
  readonly line: number;
  readonly type: string;
  readonly uuid: string;
  /** Of the line that it goes on from, also where a compaction stands between. */
  readonly parent: string | undefined;
  readonly timestamp: string | undefined;
  readonly isSide: boolean;
  /** Of a file or lane of its own. */
  readonly agentId: string | undefined;
  readonly value: Readonly<Record<string, unknown>>;
}

interface Session {
  readonly lines: readonly SessionLine[];
  /** What the session was called; the last of such lines. */
  readonly summary: string | undefined;
}

/** Kinds of lines without anything that was said or done. */
const SILENT = [
  'file-history-snapshot',
  'queue-operation',
  'progress',
  'attachment',
  'last-prompt',
  'custom-title',
  'agent-name',
  'permission-mode',
  'pr-link',
];

/** Fields of lines as versions up to 2.1 write them. */
const KNOWN = new Set(
  (
    'type uuid parentUuid logicalParentUuid sessionId timestamp cwd version gitBranch isSidechain userType message ' +
    'toolUseResult requestId isMeta isCompactSummary isVisibleInTranscriptOnly isApiErrorMessage error agentId slug ' +
    'costUSD durationMs summary leafUuid content subtype level toolUseID parentToolUseID thinkingMetadata todos ' +
    'sourceToolAssistantUUID sourceToolUseID permissionMode compactMetadata entrypoint promptId data attachment ' +
    'hookCount hookInfos hookErrors preventedContinuation stopReason hasOutput retryInMs retryAttempt maxRetries cause ' +
    'imagePasteIds mcpMeta planContent isSnapshotUpdate snapshot messageId operation'
  ).split(' '),
);

/** Rejects as reading does. What is no line of a conversation is counted. */
export async function sessionLines(
  file: ForeignFile,
  losses: LossLog,
  signal?: AbortSignal,
): Promise<Session> {
  const lines: SessionLine[] = [];
  const seen = new Set<string>();
  let summary: string | undefined;
  for await (const { line, value } of jsonLines(file, signal)) {
    const where = `${file.name}, line ${line}`;
    if (!isObject(value)) {
      losses.add('unreadable', 'A line is no JSON object', where);
      continue;
    }
    const type = textField(value, 'type') ?? 'none';
    countUnknown(value, losses);
    if (type === 'summary') summary = textField(value, 'summary') ?? summary;
    else if (!['user', 'assistant', 'system'].includes(type))
      losses.add(
        'dropped',
        SILENT.includes(type) ? `A line of the kind ${type}` : 'A line of an unknown kind',
        where,
      );
    const uuid = textField(value, 'uuid') ?? `line ${line}`;
    if (type === 'summary') continue;
    if (seen.has(uuid)) {
      losses.add(
        'changed',
        'A line that was written again, as when a session is resumed, is read once',
        where,
      );
      continue;
    }
    seen.add(uuid);
    lines.push({
      line,
      type,
      uuid,
      parent: textField(value, 'parentUuid') ?? textField(value, 'logicalParentUuid'),
      timestamp: textField(value, 'timestamp'),
      isSide: field(value, 'isSidechain') === true,
      agentId: textField(value, 'agentId'),
      value,
    });
  }
  return { lines, summary };
}

/** The format moves fast: how much of a file is news tells whether this reader is too old for it. */
function countUnknown(value: Readonly<Record<string, unknown>>, losses: LossLog): void {
  for (const name of Object.keys(value))
    if (!KNOWN.has(name)) losses.add('dropped', 'A field of a line is not known', name);
}
