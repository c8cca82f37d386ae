import { declined, found, ofOneFile } from '../importer.ts';
import { isObject, numberField, parsedJson } from '../../base/json.ts';
import { partialJson } from '../partial-json.ts';

/** Recordings of pages by rrweb (https://github.com/rrweb-io/rrweb): a list of events, or one a line. */
export const rrweb = ofOneFile({
  id: 'rrweb',
  title: 'rrweb',
  async detect(file) {
    const head = (await file.headText()).trimStart();
    const events = head.startsWith('[') ? partialJson(head) : [firstLine(head)];
    const first: unknown = Array.isArray(events) ? events[0] : undefined;
    return isEvent(first)
      ? found('rrweb', null)
      : declined('it does not begin with an event of a type from 0 to 7 and its data');
  },
  load: async () => (await import('./convert.ts')).convert,
});

/** The first event of a file of lines; one that is longer than the head is looked at as far as that goes. */
function firstLine(head: string): unknown {
  const end = head.indexOf('\n');
  return end < 0 ? partialJson(head) : parsedJson(head.slice(0, end));
}

function isEvent(value: unknown): boolean {
  const type = numberField(value, 'type');
  const isType = type !== undefined && Number.isInteger(type) && type >= 0 && type <= 7;
  return isType && isObject(value) && (isObject(value['data']) || 'timestamp' in value);
}
