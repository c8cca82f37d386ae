/** DOM recordings for the pane without a bundle. */
import type { BrowserData } from '../../../src/panes/browser/browser-data.ts';
import type { Problem } from '../../../src/base/errors.ts';
import { fromMicros } from '../../../src/base/time.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import type { DomRecording } from '../../../src/trace/dom-recording.ts';
import { readDom } from '../../fixtures/read-dom.ts';
import { layerOf } from './pane-data.ts';

/** An rrweb event; `timestamp` in milliseconds. */
export interface TestEvent {
  readonly type: number;
  readonly timestamp: number;
  readonly data: object;
}

export interface TestNode {
  readonly type: number;
  readonly id: number;
  readonly [name: string]: unknown;
}

/** Reads events, `zero` being the start of the trace. Nothing of the recording lies outside of it. */
export function recordingOf(
  events: readonly object[] | string,
  zero = 0,
  problems: Problem[] = [],
): DomRecording {
  const map = clockMap({
    domain: 'wall',
    native_unit: 'ms',
    sync_quality: 'measured',
    map: [{ native: zero, trace_us: 0 }],
  });
  return readDom(typeof events === 'string' ? events : JSON.stringify(events), 'dom.json', {
    id: 'dom',
    map,
    duration: fromMicros(3_600_000_000),
    newer: false,
    report: (problem) => void problems.push(problem),
  });
}

export function domLayers(...recordings: readonly DomRecording[]): BrowserData['doms'] {
  return recordings.map((recording, index) =>
    layerOf(`dom-${index}`, 'browser_dom', () => Promise.resolve(recording)),
  );
}

let lastId = 100;
export const textNode = (textContent: string): TestNode => ({ type: 3, id: ++lastId, textContent });
export const element = (
  tagName: string,
  attributes: object = {},
  childNodes: readonly TestNode[] = [],
  more: object = {},
): TestNode => ({ type: 2, id: ++lastId, tagName, attributes, childNodes, ...more });

/** A Meta event and a full snapshot. The document is node 1, its root 2, head 3, body 4. */
export function page(
  timestamp: number,
  body: readonly TestNode[],
  { href = 'https://example.org/', head = [] }: { href?: string; head?: readonly TestNode[] } = {},
): readonly TestEvent[] {
  const root = {
    type: 2,
    id: 2,
    tagName: 'html',
    attributes: {},
    childNodes: [
      { type: 2, id: 3, tagName: 'head', attributes: {}, childNodes: head },
      { type: 2, id: 4, tagName: 'body', attributes: {}, childNodes: body },
    ],
  };
  const doctype = { type: 1, id: 5, name: 'html', publicId: '', systemId: '' };
  const node = { type: 0, id: 1, childNodes: [doctype, root] };
  return [
    { type: 4, timestamp, data: { href, width: 800, height: 400 } },
    { type: 2, timestamp, data: { node, initialOffset: { left: 0, top: 0 } } },
  ];
}

export function change(timestamp: number, source: number, data: object): TestEvent {
  return { type: 3, timestamp, data: { source, ...data } };
}

export function mutation(timestamp: number, data: object): TestEvent {
  return change(timestamp, 0, { adds: [], removes: [], texts: [], attributes: [], ...data });
}

/** A tree as a mutation adds it: each node apart, a parent before what is in it. */
export function additions(parentId: number, node: TestNode): readonly object[] {
  const children = Array.isArray(node['childNodes']) ? (node['childNodes'] as readonly TestNode[]) : [];
  const own = { parentId, nextId: null, node: { ...node, ...(node.type === 2 && { childNodes: [] }) } };
  return [own, ...children.flatMap((child) => additions(node.id, child))];
}
