/** Lines of what could be read on recorded pages. Pure. */
import { append } from '../base/long-lists.ts';
import type { DomRecording } from '../trace/dom-recording.ts';
import { DomTree, type DomNode } from '../trace/dom-tree.ts';
import { EVENT, fields, items, SOURCE, type Fields } from '../trace/rrweb.ts';
import { isInline, isSilent, tidy, type PageText } from './html-text.ts';
import type { AddLine, OwnTime } from './search-line.ts';
import type { Work } from './work.ts';

/** Snapshots of one tab, one after the other: a line that stood there the time before is not told again. */
export class SnapshotLines {
  readonly #add: AddLine;
  #before: ReadonlySet<string> = new Set();

  constructor(add: AddLine) {
    this.#add = add;
  }

  take({ title, lines }: PageText, time: OwnTime, address: string): void {
    const all = new Set(title === undefined ? lines : [title, ...lines]);
    for (const text of all) if (!this.#before.has(text)) this.#add({ time, text, place: address });
    this.#before = all;
  }
}

/** Microseconds: what a page showed for less was not read. */
const STOOD = 1_000_000;
/** Microseconds: a block that changes again and again within this is read once. Far shorter than `STOOD`: none of it is told. */
const CLOSE = 100_000;
/** Characters of the text of one block. */
const MAX_BLOCK = 20_000;
/** Nodes that are looked at for them. */
const MAX_VISITED = 10_000;
/** Events between two moments at which the work can be interrupted. */
const SLICE = 64;

interface BlockText {
  readonly text: string;
  readonly time: OwnTime;
  told: boolean;
}

/** When a block changed that was not read since, at first and at last. */
interface Touch {
  readonly first: OwnTime;
  readonly last: OwnTime;
}

/** The blocks of a page that is being recorded: each is told as it read when that changed, and at the end. */
export function* domLines({ events, visits }: DomRecording, add: AddLine): Work {
  const tree = new DomTree();
  const blocks = new Map<number, BlockText>();
  let address = '';
  let visit = 0;
  const tell = (block: BlockText | undefined): void => {
    if (!block || block.told || block.text === '') return;
    block.told = true;
    add({ time: block.time, text: block.text, place: address });
  };
  const read = (id: number, { first, last }: Touch, known?: ReadonlySet<string>): void => {
    const node = tree.get(id);
    const before = blocks.get(id);
    const text = node ? blockText(node, tree) : '';
    if (text === before?.text) return;
    if (before && first - before.time >= STOOD) tell(before);
    if (text === '') blocks.delete(id);
    else blocks.set(id, { text, time: last, told: known?.has(text) ?? false });
  };
  const touches = new Map<number, Touch>();
  let since = -Infinity;
  const readTouched = (): void => {
    for (const [id, touch] of touches) read(id, touch);
    touches.clear();
  };
  for (const [index, event] of events.items.entries()) {
    const { time, type, data } = event;
    if (type === EVENT.fullSnapshot) {
      readTouched();
      for (const block of blocks.values()) tell(block);
      // A recorder takes a snapshot of the same page now and then.
      const known = new Set([...blocks.values()].map(({ text }) => text));
      blocks.clear();
      address = visits.at(time)?.url ?? address;
      tree.apply(event);
      const ids = new Set<number>();
      for (const node of tree.nodes()) if (node.tag === '#text') ids.add(blockOf(node, tree));
      for (const id of ids) read(id, { first: time, last: time }, known);
    } else if (type === EVENT.incremental && data['source'] === SOURCE.mutation) {
      if (time - since > CLOSE) {
        readTouched();
        since = time;
      }
      const touched = blocksOf(data, tree);
      tree.apply(event);
      for (const id of blocksOf(data, tree)) touched.add(id);
      for (const id of touched) touches.set(id, { first: touches.get(id)?.first ?? time, last: time });
    }
    while (visit < visits.length && (visits.items[visit]?.time ?? Infinity) <= time) {
      const { url = '', title } = visits.items[visit] ?? {};
      add({ time, text: [title, url].filter(Boolean).join(' · ') });
      visit += 1;
    }
    if (index % SLICE === SLICE - 1) yield;
  }
  readTouched();
  for (const block of blocks.values()) tell(block);
}

/** The blocks that a mutation is about, as far as the tree holds them. */
function blocksOf(data: Fields, tree: DomTree): Set<number> {
  const ids = new Set<number>();
  const note = (id: unknown): void => {
    const node = tree.get(id);
    if (node) ids.add(blockOf(node, tree));
  };
  for (const item of items(data['texts'])) note(fields(item)['id']);
  for (const item of items(data['removes'])) {
    note(fields(item)['parentId']);
    note(fields(item)['id']);
  }
  for (const item of items(data['adds'])) {
    const { parentId, node } = fields(item);
    note(parentId);
    for (const id of idsWithin(node)) note(id);
  }
  return ids;
}

/** Of a node as it was recorded, with all that is in it. */
function* idsWithin(root: unknown): Generator {
  const waiting = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { id, childNodes } = fields(next);
    yield id;
    append(waiting, items(childNodes));
  }
}

/** The nearest element around a node, or itself, that is a block. */
function blockOf(node: DomNode, tree: DomTree): number {
  let block = node;
  while (block.tag.startsWith('#') || isInline(block.tag)) {
    const parent = tree.get(block.parent);
    if (!parent) break;
    block = parent;
  }
  return block.id;
}

/** The text of a block without that of the blocks in it; '' where nobody sees it. */
function blockText(block: DomNode, tree: DomTree): string {
  for (let around: DomNode | undefined = block; around; around = tree.get(around.parent))
    if (isSilent(around.tag) && block.tag !== 'title') return '';
  let text = '';
  // As far as it is read, and no list of all that is in it: a block may have very many children, and change as often.
  const open = [block.children.values()];
  for (let visited = 0; visited < MAX_VISITED && text.length < MAX_BLOCK; visited += 1) {
    const next = open.at(-1)?.next();
    if (!next) break;
    const node = next.done ? undefined : tree.get(next.value);
    if (next.done) open.pop();
    else if (node?.tag === '#text') text += node.text;
    else if (node && isInline(node.tag)) open.push(node.children.values());
    else if (!text.endsWith(' ')) text += ' ';
  }
  return tidy(text);
}
