/** What people read about one item. */
import { CLOCK_WORDS } from '../base/time-words.ts';
import type { InputEvent, TimedAnnotation, TimedBrowserEvent, TimedEdit } from '../trace/layers.ts';
import type { Timed } from '../trace/track.ts';

export function describeInput(event: InputEvent): string {
  switch (event.type) {
    case 'move':
      return `pointer at ${event.x}, ${event.y}`;
    case 'scroll':
      return `scroll at ${event.x}, ${event.y}`;
    case 'key_down':
    case 'key_up':
      return event.masked === true ? 'key (masked)' : `key ${[...(event.mods ?? []), event.key].join('+')}`;
    case 'down':
    case 'up':
      return `${event.button} click at ${event.x}, ${event.y}`;
  }
}

export function describeEdit({ event }: TimedEdit): string {
  switch (event.type) {
    case 'commit':
      return `commit ${event.commit.slice(0, 10)}${event.message === undefined ? '' : ` · ${firstLine(event.message)}`}`;
    case 'rename':
      return `rename ${event.file} → ${event.to}`;
    case 'open':
    case 'focus':
    case 'close':
    case 'change':
    case 'save':
    case 'create':
    case 'delete':
    case 'cursor':
      return `${event.type} ${event.file}`;
  }
}

export function labelEdit({ event }: TimedEdit): string {
  if (event.type === 'commit') return `commit ${event.commit.slice(0, 7)}`;
  return event.file.slice(event.file.lastIndexOf('/') + 1);
}

export function describePage({ event }: TimedBrowserEvent): string {
  switch (event.type) {
    case 'navigated':
      return event.title === undefined ? event.url : `${event.title} · ${event.url}`;
    case 'snapshot':
      return `snapshot of ${event.url}`;
    case 'console':
      return `console ${event.level} · ${firstLine(event.text)}`;
    case 'scroll':
      return 'page scrolled';
    case 'tab_opened':
    case 'tab_activated':
    case 'tab_closed':
      return event.type.replace('_', ' ');
    case 'click':
    case 'input':
    case 'change':
    case 'submit':
      return `${event.type} ${event.target.name ?? event.target.selector ?? event.target.tag ?? ''}`.trim();
  }
}

/** Host and path; the address itself where it is none of the web. */
export function shortAddress(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname } = new URL(url);
  return host === '' ? url : host + (pathname === '/' ? '' : pathname);
}

/** '' where only an order is known. */
export function lengthOf({ time, end }: Timed, words = CLOCK_WORDS): string {
  if (words.steps !== undefined) return '';
  return end === undefined ? 'end not recorded' : words.duration(end - time);
}

const VERDICTS = { approved: 'Approved', changes_requested: 'Changes requested' } as const;
const STATES = { resolved: 'Resolved', open: 'Opened again' } as const;

/** What a review comment does beside its words; undefined: nothing. */
export function deedOf(
  annotation: Pick<TimedAnnotation['annotation'], 'verdict' | 'state' | 'reply_to'>,
): string | undefined {
  const { verdict, state, reply_to: answered } = annotation;
  if (verdict) return VERDICTS[verdict];
  // On what begins a thread it says where that one ends.
  return state && answered !== undefined ? STATES[state] : undefined;
}

/** What an annotation says or does; undefined: it has no words. */
export function describeNote({ annotation }: TimedAnnotation): string | undefined {
  const words = [deedOf(annotation), annotation.text].filter((part) => part !== undefined && part !== '');
  return words.join(' · ') || undefined;
}

export function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end === -1 ? text : text.slice(0, end);
}
