/** What was done on a recorded page, as a layer of browser events would tell it. Pure. */
import type { DomEvent, DomVisit } from './dom-recording.ts';
import { DomTree, type DomNode } from './dom-tree.ts';
import type { BrowserEvent, TimedBrowserEvent } from './layers.ts';
import { EVENT, number, SOURCE, text, type Fields } from './rrweb.ts';

/** The only tab that a recording knows of. */
export const RECORDED_TAB = 'page';
/** `data.type` of a mouse interaction. */
const CLICK = 2;
/** Characters of an element's text that make its name. */
const NAME_LENGTH = 80;
/** Elements that one clicks on, rather than on what is in them. */
const PRESSED = ['a', 'button', 'label', 'summary', 'option', 'select', 'input', 'textarea'];

/** Events that are looked at in one go. */
const SLICE = 1_024;

/** `visits`: the address at each of its changes, in order. It can be interrupted wherever it yields. */
export function* domActions(
  events: readonly DomEvent[],
  visits: readonly DomVisit[],
): Generator<undefined, readonly TimedBrowserEvent[]> {
  const tree = new DomTree();
  const found: TimedBrowserEvent[] = [];
  let address: string | undefined;
  let visit = 0;
  for (const [index, item] of events.entries()) {
    if (index % SLICE === SLICE - 1) yield;
    tree.apply(item);
    const { time, type, data } = item;
    const put = (event: Pick<BrowserEvent, 'type'> & Fields): void => {
      found.push({ time, event: { ...event, t: time, tab: RECORDED_TAB } as BrowserEvent });
    };
    if (found.length === 0) put({ type: 'tab_opened' });
    if (type === EVENT.meta && address !== (text(data['href']) ?? '')) {
      address = text(data['href']) ?? '';
      const title = visits[visit]?.title;
      put({ type: 'navigated', url: address, ...(title !== undefined && { title }) });
      visit += 1;
    }
    if (type === EVENT.incremental) {
      const event = actionOf(data, tree);
      if (event) put(event);
    }
  }
  return found;
}

type Action = Pick<BrowserEvent, 'type'> & Fields;

function actionOf(data: Fields, tree: DomTree): Action | undefined {
  const node = tree.get(data['id']);
  if (!node) return undefined;
  if (data['source'] === SOURCE.mouseInteraction && data['type'] === CLICK) {
    const [x, y] = [number(data['x']), number(data['y'])];
    return { type: 'click', target: targetOf(pressed(node, tree), tree), x, y };
  }
  if (data['source'] !== SOURCE.input || data['userTriggered'] === false) return undefined;
  const target = targetOf(node, tree);
  const kind = text(node.attributes['type'])?.toLowerCase();
  if (node.tag === 'input' && (kind === 'checkbox' || kind === 'radio')) {
    const checked = data['isChecked'] === true;
    // The choice of one radio button is told of all of its group.
    if (kind === 'radio' && !checked) return undefined;
    return { type: 'change', target, value: checked ? 'checked' : 'not checked' };
  }
  const value = text(data['text']);
  // Recorders put stars in the place of what they must not tell.
  const masked = node.secret || (value !== undefined && /^\*+$/.test(value));
  return {
    type: node.tag === 'select' ? 'change' : 'input',
    target,
    ...(masked ? { masked } : value !== undefined && { value }),
  };
}

/** The link or button around a node; the node itself where there is none. */
function pressed(node: DomNode, tree: DomTree): DomNode {
  for (let next: DomNode | undefined = node; next; next = tree.get(next.parent))
    if (PRESSED.includes(next.tag) || next.attributes['role'] === 'button') return next;
  return node;
}

function targetOf(node: DomNode, tree: DomTree): Fields {
  const { id, tag, attributes, secret } = node;
  const attribute = (name: string): string | undefined => text(attributes[name])?.trim() || undefined;
  const isField = ['input', 'textarea', 'select'].includes(tag);
  const name =
    attribute('aria-label') ??
    (isField ? labelOf(node, tree) : tree.textOf(id, NAME_LENGTH) || undefined) ??
    attribute('placeholder') ??
    attribute('alt') ??
    attribute('title') ??
    attribute('name') ??
    buttonText(node);
  const selector = attribute('id');
  const type = secret ? 'password' : attribute('type');
  return {
    tag,
    ...(name !== undefined && { name }),
    ...(selector !== undefined && { selector: `#${selector}` }),
    ...(attribute('role') !== undefined && { role: attribute('role') }),
    ...(isField && type !== undefined && { input_type: type }),
  };
}

/** The text of the label around a field, or of the one that names it. */
function labelOf({ parent, attributes }: DomNode, tree: DomTree): string | undefined {
  for (let next = tree.get(parent); next; next = tree.get(next.parent))
    if (next.tag === 'label') return tree.textOf(next.id, NAME_LENGTH) || undefined;
  const id = text(attributes['id']);
  if (id === undefined) return undefined;
  const label = tree.labelFor(id);
  return label && (tree.textOf(label.id, NAME_LENGTH) || undefined);
}

function buttonText({ tag, attributes }: DomNode): string | undefined {
  const type = text(attributes['type'])?.toLowerCase() ?? '';
  return tag === 'input' && ['button', 'submit', 'reset'].includes(type)
    ? text(attributes['value'])
    : undefined;
}
