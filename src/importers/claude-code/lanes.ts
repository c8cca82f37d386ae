/** A session is a graph: lines name the line that they go on from. It is read as lanes. Pure. */
import { field, listField, textField } from '../../base/json.ts';
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
  /** The lane of each line that is not of the main chain: its parent’s, or one that it begins. */
  const laneKeys = new Map<string, string>();
  for (const line of lines) {
    const kind = line.isSide && !sideMain ? 'side' : 'abandoned';
    if (kind === 'abandoned' && kept.has(line.uuid)) continue;
    const before = laneKeys.get(line.parent ?? '');
    const goesOn = before !== undefined && others.get(before)?.kind === kind;
    const key =
      line.agentId !== undefined && kind === 'side' ? `agent ${line.agentId}` : goesOn ? before : line.uuid;
    const lane = others.get(key) ?? { kind, agentId: line.agentId, lines: [] };
    lane.lines.push(line);
    others.set(key, lane);
    laneKeys.set(line.uuid, key);
  }
  const [first] = main;
  return [
    {
      kind: 'main',
      agentId: sideMain ? first?.agentId : undefined,
      lines: main.filter(({ uuid }) => kept.has(uuid)),
    },
    ...others.values(),
  ];
}

/**
 * What led to the last line, with the answers to its calls and the other parts of its messages, which are written as
 * branches; and what does not branch off from it: a session that was resumed or compacted has several beginnings.
 */
function mainChain(
  lines: readonly SessionLine[],
  byId: ReadonlyMap<string, SessionLine>,
): ReadonlySet<string> {
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
  const branches = new Set<string>();
  for (const line of lines) {
    if (chain.has(line.uuid)) continue;
    const message = field(line.value, 'message');
    const answers = listField(message, 'content').some((block) =>
      calls.has(textField(block, 'tool_use_id') ?? ''),
    );
    const parent = line.parent ?? '';
    const branchesOff = chain.has(parent) || branches.has(parent);
    if (answers || messages.has(textField(message, 'id') ?? '') || !branchesOff) take(line);
    else branches.add(line.uuid);
  }
  return chain;
}
