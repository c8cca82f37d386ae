/** Writing in one file at a stretch, and what came of it. */
import { append } from '../../base/long-lists.ts';
import { fromMicros, type TimeRange } from '../../base/time.ts';
import { diffTexts } from '../../trace/line-diff.ts';
import { isFileEdit } from '../../trace/edit-events.ts';
import type { EditEvent } from '../../trace/layers.ts';
import { pathAt, type Workspace } from '../../trace/workspace.ts';
import type { FileContent, WorkspaceTexts } from '../../trace/workspace-texts.ts';
import type { Facts } from '../facts.ts';
import { instant } from '../spans.ts';
import { workspaceOf } from '../workspace-of.ts';

export interface EditBurst {
  readonly file: string;
  readonly range: TimeRange;
  /** Lines added and removed by its writes, or touched by its typing: whichever is more. */
  readonly lines: number;
  /** The lines that its writes added and removed. */
  readonly text: string;
  /** Whose writing it is, where an agent's. */
  readonly agent: string | undefined;
}

/** A write that made a file what it had been before. */
export interface Return {
  readonly file: string;
  readonly range: TimeRange;
  readonly agent: string | undefined;
}

/** Work on a file that changes nothing of it: only what comes before a write counts. */
const LOOKS: readonly EditEvent['type'][] = ['open', 'focus', 'cursor'];

/** `gap`: microseconds after which it is another burst. `agents`: whose each edit event is, in the order of time; none: nobody's of whom it is known. */
export async function editBursts(
  facts: Facts,
  gap: number,
  agents: readonly (string | undefined)[] = [],
): Promise<{ readonly bursts: readonly EditBurst[]; readonly returns: readonly Return[] }> {
  const { edits, workspace, texts } = workspaceOf(facts);
  const { changes, returns } = await changesOf(workspace, texts);
  /** By whose it is, then by the file. */
  const all = new Map<string | undefined, Map<string, OpenBurst>>();
  const bursts: OpenBurst[] = [];
  edits.forEach(({ event, time }, index) => {
    if (event.type === 'commit' || !(LOOKS.includes(event.type) || isFileEdit(event))) return;
    const agent = agents[index];
    const open = all.get(agent) ?? new Map<string, OpenBurst>();
    all.set(agent, open);
    let burst = open.get(event.file);
    if (!burst || time - burst.end > gap) {
      burst = { file: event.file, start: time, end: time, touched: [], text: [], agent };
      open.set(event.file, burst);
      bursts.push(burst);
    }
    burst.end = time;
    if (!isFileEdit(event)) return;
    burst.writtenAt = time;
    append(burst.text, changes.get(index) ?? []);
    if (event.type === 'change')
      for (const { start, text } of event.changes)
        burst.touched.push({ start: start.line, end: start.line + text.split('\n').length });
    if (event.type === 'rename') open.set(event.to, burst);
  });
  return {
    bursts: bursts.flatMap(({ file, start, writtenAt, touched, text, agent }) =>
      writtenAt === undefined
        ? []
        : {
            file,
            range: { start: fromMicros(start), end: instant(fromMicros(writtenAt)).end },
            lines: Math.max(countLines(touched), text.length),
            text: text.join(''),
            agent,
          },
    ),
    returns: returns.map(({ event, ...one }) => ({ ...one, agent: agents[event] })),
  };
}

interface OpenBurst {
  readonly file: string;
  readonly start: number;
  end: number;
  /** When it was last written to, if it was: what is looked at after that is no part of it. */
  writtenAt?: number;
  readonly touched: Lines[];
  readonly text: string[];
  readonly agent: string | undefined;
}

/** Lines [start, end), which may be any numbers: no schema limits them. */
interface Lines {
  readonly start: number;
  readonly end: number;
}

/** How many lines there are in any of them. */
function countLines(lines: readonly Lines[]): number {
  let count = 0;
  let until = 0;
  for (const { start, end } of [...lines].sort((a, b) => a.start - b.start)) {
    count += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  return count;
}

/** The lines that each write changed, by the index of its event, and the writes that went back. */
async function changesOf(
  workspace: Workspace,
  texts: WorkspaceTexts,
): Promise<{
  readonly changes: ReadonlyMap<number, readonly string[]>;
  readonly returns: readonly (Omit<Return, 'agent'> & { readonly event: number })[];
}> {
  const changes = new Map<number, readonly string[]>();
  const returns: (Omit<Return, 'agent'> & { readonly event: number })[] = [];
  for (const file of workspace.files) {
    let before = await texts.base(file);
    let latest = before.kind === 'text' ? before.sha256 : undefined;
    const earlier = new Set([latest]);
    for (const version of file.versions) {
      const after = await texts.version(version);
      const lines = changedLines(before, after);
      if (lines.length > 0) changes.set(version.event, lines);
      const hash = version.sha256;
      if (hash !== undefined && hash !== latest && earlier.has(hash))
        returns.push({
          file: pathAt(file, version.time),
          range: instant(version.time),
          event: version.event,
        });
      earlier.add(hash);
      latest = hash;
      before = after;
    }
  }
  return { changes, returns };
}

function changedLines(before: FileContent, after: FileContent): readonly string[] {
  if (unreadable(before) || unreadable(after)) return [];
  return diffTexts(textOf(before), textOf(after)).flatMap(({ removed, added }) => removed.concat(added));
}

function unreadable({ kind }: FileContent): boolean {
  return kind !== 'text' && kind !== 'absent';
}

function textOf(content: FileContent): string {
  return content.kind === 'text' ? content.text : '';
}
