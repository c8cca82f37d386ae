/** rrweb recordings for tests, and how they are read. */
import type { Problem } from '../../src/base/errors.ts';
import { fromSeconds } from '../../src/base/time.ts';
import { clockMap } from '../../src/trace/clock-map.ts';
import type { DomRecording } from '../../src/trace/dom-recording.ts';
import { readDom } from '../fixtures/read-dom.ts';

/** A moment of 2023, in milliseconds. */
export const EPOCH = 1_700_000_000_000;

interface Read {
  readonly recording: DomRecording;
  readonly problems: readonly Problem[];
}

export function read(events: readonly unknown[] | string, native = EPOCH, seconds = 100): Read {
  const problems: Problem[] = [];
  const text = typeof events === 'string' ? events : JSON.stringify(events);
  const map = clockMap({
    domain: 'wall',
    native_unit: 'ms',
    sync_quality: 'measured',
    map: [{ native, trace_us: 0 }],
  });
  const recording = readDom(text, 'page.json', {
    id: 'page',
    map,
    duration: fromSeconds(seconds),
    newer: false,
    report: (problem) => void problems.push(problem),
  });
  return { recording, problems };
}

export const meta = (ms: number, href = 'https://example.org/', more: object = {}) => ({
  type: 4,
  timestamp: EPOCH + ms,
  data: { href, width: 800, height: 600, ...more },
});
export const full = (ms: number, body: readonly object[] = [], title = '') => ({
  type: 2,
  timestamp: EPOCH + ms,
  data: {
    node: {
      type: 0,
      id: 1,
      childNodes: [
        {
          type: 2,
          id: 2,
          tagName: 'html',
          attributes: {},
          childNodes: [
            {
              type: 2,
              id: 3,
              tagName: 'head',
              attributes: {},
              childNodes: [
                {
                  type: 2,
                  id: 4,
                  tagName: 'title',
                  attributes: {},
                  childNodes: [{ type: 3, id: 5, textContent: title }],
                },
              ],
            },
            { type: 2, id: 6, tagName: 'body', attributes: {}, childNodes: body },
          ],
        },
      ],
    },
    initialOffset: { left: 0, top: 0 },
  },
});
export const change = (ms: number, source: number, data: object) => ({
  type: 3,
  timestamp: EPOCH + ms,
  data: { source, ...data },
});
export const node = (id: number, tagName: string, attributes: object = {}, text?: string) => ({
  type: 2,
  id,
  tagName,
  attributes,
  childNodes: text === undefined ? [] : [{ type: 3, id: id + 1000, textContent: text }],
});
