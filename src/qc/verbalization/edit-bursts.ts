/** Writing in one file at a stretch, and what came of it. */
import { fromMicros, type TimeRange } from '../../base/time.ts';
import { diffTexts } from '../../trace/line-diff.ts';
import type { EditEvent, TimedEdit } from '../../trace/layers.ts';
import { Workspace, type FileVersion, type WorkspaceFile } from '../../trace/workspace.ts';
import { WorkspaceTexts, type FileContent } from '../../trace/workspace-texts.ts';
import { placed, type Facts } from '../facts.ts';
import { instant } from '../spans.ts';

export interface EditBurst {
  readonly file: string;
  readonly range: TimeRange;
  /** Lines added and removed by its writes, or touched by its typing: whichever is more. */
  readonly lines: number;
  /** The lines that its writes added and removed. */
  readonly text: string;
}

/** A write that made a file what it had been before. */
export interface Return {
  readonly file: string;
  readonly range: TimeRange;
}

/** Work on a file that changes nothing of it: only what comes before a write counts. */
const LOOKS: readonly EditEvent['type'][] = ['open', 'focus', 'cursor'];
const WRITES: readonly EditEvent['type'][] = ['save', 'create', 'delete', 'change', 'rename'];

/** `gap`: microseconds after which it is another burst. */
export async function editBursts(
  facts: Facts,
  gap: number,
): Promise<{ readonly bursts: readonly EditBurst[]; readonly returns: readonly Return[] }> {
  const edits = placed(facts.edits).map(({ item }) => item);
  const { changes, returns } = await changesOf(facts, edits);
  const open = new Map<string, OpenBurst>();
  const bursts: OpenBurst[] = [];
  edits.forEach(({ event, time }, index) => {
    if (event.type === 'commit' || !(LOOKS.includes(event.type) || WRITES.includes(event.type))) return;
    let burst = open.get(event.file);
    if (!burst || time - burst.end > gap) {
      burst = { file: event.file, start: time, end: time, touched: new Set(), text: [] };
      open.set(event.file, burst);
      bursts.push(burst);
    }
    burst.end = time;
    if (!WRITES.includes(event.type)) return;
    burst.writtenAt = time;
    burst.text.push(...(changes.get(index) ?? []));
    if (event.type === 'change')
      for (const { start, text } of event.changes)
        for (let line = start.line; line <= start.line + text.split('\n').length - 1; line += 1)
          burst.touched.add(line);
    if (event.type === 'rename') open.set(event.to, burst);
  });
  return {
    bursts: bursts.flatMap(({ file, start, writtenAt, touched, text }) =>
      writtenAt === undefined
        ? []
        : {
            file,
            range: { start: fromMicros(start), end: instant(fromMicros(writtenAt)).end },
            lines: Math.max(touched.size, text.length),
            text: text.join(''),
          },
    ),
    returns,
  };
}

interface OpenBurst {
  readonly file: string;
  readonly start: number;
  end: number;
  /** When it was last written to, if it was: what is looked at after that is no part of it. */
  writtenAt?: number;
  readonly touched: Set<number>;
  readonly text: string[];
}

/** The lines that each write changed, by the index of its event, and the writes that went back. */
async function changesOf(
  facts: Facts,
  edits: readonly TimedEdit[],
): Promise<{
  readonly changes: ReadonlyMap<number, readonly string[]>;
  readonly returns: readonly Return[];
}> {
  const repos = facts.manifest.task.repos ?? [];
  const workspace = new Workspace(edits, repos.length > 1 ? repos.map(({ name }) => name) : []);
  const texts = new WorkspaceTexts(facts.trace.bundle);
  const changes = new Map<number, readonly string[]>();
  const returns: Return[] = [];
  for (const file of workspace.files) {
    let before = await texts.base(file);
    const earlier = [before.kind === 'text' ? before.sha256 : undefined];
    for (const version of file.versions) {
      const after = await texts.version(version);
      changes.set(version.event, changedLines(before, after));
      const hash = version.sha256;
      if (hash !== undefined && hash !== earlier.at(-1) && earlier.includes(hash))
        returns.push(returned(file, version));
      earlier.push(hash);
      before = after;
    }
  }
  return { changes, returns };
}

function changedLines(before: FileContent, after: FileContent): readonly string[] {
  if (unreadable(before) || unreadable(after)) return [];
  return diffTexts(textOf(before), textOf(after)).flatMap(({ removed, added }) => [...removed, ...added]);
}

function unreadable({ kind }: FileContent): boolean {
  return kind !== 'text' && kind !== 'absent';
}

function textOf(content: FileContent): string {
  return content.kind === 'text' ? content.text : '';
}

function returned({ names }: WorkspaceFile, { time }: FileVersion): Return {
  return { file: names.findLast(({ from }) => from <= time)?.path ?? '', range: instant(time) };
}
