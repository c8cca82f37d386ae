/** A session is a graph: lines name the line that they go on from. It is read as lanes. Pure. */
import { field, listField, textField } from '../json.ts';
import type { SessionLine } from './session-lines.ts';

export interface Lane {
  readonly kind: 'main' | 'side' | 'abandoned';
  /** `agentId`, where the lane is of an agent that names one. */
  readonly agentId: string | undefined;
  /** In the order of the file. */
  readonly lines: readonly SessionLine[];
}

/** The main chain first; then what was given up, and what other agents did, in the order in which they began. */
export function lanesOf(lines: readonly SessionLine[]): readonly Lane[] {
  const byId = new Map(lines.map((line) => [line.uuid, line]));
  const sideMain = lines.every(({ isSide }) => isSide);
  const main = lines.filter(({ isSide }) => sideMain || !isSide);
  const kept = mainChain(main, byId);
  const others = new Map<string, { kind: Lane['kind']; agentId: string | undefined; lines: SessionLine[] }>();
  for (const line of lines) {
    const side = line.isSide && !sideMain;
    if (!side && kept.has(line.uuid)) continue;
    const root = rootOf(line, byId, (one) => (side ? one.isSide : !one.isSide && !kept.has(one.uuid)));
    const key = side && line.agentId !== undefined ? `agent ${line.agentId}` : root;
    const lane = others.get(key) ?? { kind: side ? 'side' : 'abandoned', agentId: line.agentId, lines: [] };
    lane.lines.push(line);
    others.set(key, lane);
  }
  const [first] = main;
  return [
    { kind: 'main', agentId: sideMain ? first?.agentId : undefined, lines: main.filter(({ uuid }) => kept.has(uuid)) },
    ...others.values(),
  ];
}

/**
 * What led to the last line, with the answers to its calls and the other parts of its messages, which are written as
 * branches; and what does not branch off from it: a session that was resumed or compacted has several beginnings.
 */
function mainChain(lines: readonly SessionLine[], byId: ReadonlyMap<string, SessionLine>): ReadonlySet<string> {
  const leaf = lines.findLast(({ type }) => type === 'user' || type === 'assistant');
  const chain = new Set<string>();
  for (let at = leaf; at && !chain.has(at.uuid); at = byId.get(at.parent ?? '')) chain.add(at.uuid);
  const messages = new Set<string>();
  const calls = new Set<string>();
  const take = (line: SessionLine): void => {
    chain.add(line.uuid);
    const message = field(line.value, 'message');
    const id = textField(message, 'id');
    if (id !== undefined) messages.add(id);
    for (const block of listField(message, 'content')) {
      const call = textField(block, 'type') === 'tool_use' ? textField(block, 'id') : undefined;
      if (call !== undefined) calls.add(call);
    }
  };
  for (const line of lines) if (chain.has(line.uuid)) take(line);
  for (const line of lines) {
    if (chain.has(line.uuid)) continue;
    const message = field(line.value, 'message');
    const answers = listField(message, 'content').some((block) => calls.has(textField(block, 'tool_use_id') ?? ''));
    const root = byId.get(rootOf(line, byId, ({ uuid }) => !chain.has(uuid)));
    const branches = root?.parent !== undefined && chain.has(root.parent);
    if (answers || messages.has(textField(message, 'id') ?? '') || !branches) take(line);
  }
  return chain;
}

/** The first of the lines before `line`, one after the other, that are all `inside`. */
function rootOf(
  line: SessionLine,
  byId: ReadonlyMap<string, SessionLine>,
  inside: (line: SessionLine) => boolean,
): string {
  const seen = new Set<string>();
  let at = line;
  for (;;) {
    seen.add(at.uuid);
    const parent = byId.get(at.parent ?? '');
    if (!parent || seen.has(parent.uuid) || !inside(parent)) return at.uuid;
    at = parent;
  }
}
