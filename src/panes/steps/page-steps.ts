/** Browser events → steps: what was typed into a field is one step, not one a letter. Pure. */
import { describePage } from '../../timeline/describe-item.ts';
import { SLICE } from '../../base/slices.ts';
import type { BrowserEvent, TimedBrowserEvent } from '../../trace/layers.ts';
import { oneLine, type Step, type StepResult } from './step.ts';
import type { StepWork } from './step-work.ts';

type Interaction = Extract<BrowserEvent, { readonly target: unknown }>;

/** A field that is being typed into. */
interface Field {
  /** Tab and element. */
  readonly key: string;
  /** Index of its step. */
  readonly step: number;
  readonly value: string | undefined;
}

/**
 * Navigations, tabs, page interactions, console warnings and errors. Snapshots and scrolling are no steps. Values of a
 * field that follow each other, up to the change event that ends them, are one step at the time of the first.
 */
export function* pageSteps(items: readonly TimedBrowserEvent[]): StepWork {
  const steps: Step[] = [];
  let field: Field | undefined;
  let opened: string | undefined;
  for (const [index, item] of items.entries()) {
    if (index % SLICE === SLICE - 1) yield;
    const { event } = item;
    if (event.type === 'snapshot' || event.type === 'scroll') continue;
    if (event.type === 'console' && event.level !== 'warning' && event.level !== 'error') continue;
    // A new tab is activated at once: that is no step of its own.
    const again = event.type === 'tab_activated' && opened === event.tab;
    opened = event.type === 'tab_opened' ? event.tab : undefined;
    if (again) continue;
    if (event.type === 'input' || event.type === 'change') {
      const key = fieldKey(event);
      const typed = field?.key === key ? steps[field.step] : undefined;
      if (field && typed && (event.type === 'input' || event.value === field.value)) {
        steps[field.step] = { ...typed, text: describeTyping(event) };
        field = { ...field, value: event.value };
      } else {
        field = { key, step: steps.length, value: event.value };
        steps.push(stepOf(item));
      }
      continue;
    }
    field = undefined;
    steps.push(stepOf(item));
  }
  return steps;
}

function stepOf(item: TimedBrowserEvent): Step {
  const { time, event } = item;
  return {
    time,
    kind: 'browser',
    label: event.type === 'navigated' ? 'page' : event.type === 'console' ? 'console' : 'browser',
    text: oneLine(describe(item)),
    detail: event.type === 'navigated' && event.same_document === true ? 'same page' : '',
    result: event.type === 'console' ? consoleResult(event.level) : undefined,
  };
}

function describe(item: TimedBrowserEvent): string {
  const { event } = item;
  switch (event.type) {
    case 'input':
    case 'change':
      return describeTyping(event);
    case 'click':
      return `click ${nameOf(event)}`;
    case 'submit':
      return `submit ${nameOf(event)}`;
    case 'console':
      return event.text;
    case 'tab_opened':
    case 'tab_activated':
    case 'tab_closed':
      return `${describePage(item)} (${event.tab})`;
    case 'navigated':
    case 'snapshot':
    case 'scroll':
      return describePage(item);
  }
}

function describeTyping(event: Interaction): string {
  const place = nameOf(event);
  if (event.masked === true) return `hidden text into ${place}`;
  if (event.value === undefined) return `into ${place}, value not recorded`;
  return event.value === '' ? `emptied ${place}` : oneLine(`“${event.value}” into ${place}`);
}

function nameOf({ target }: Interaction): string {
  return target.name ?? target.selector ?? target.tag ?? 'an unnamed element';
}

function fieldKey({ tab, target }: Interaction): string {
  return JSON.stringify([tab, target.selector, target.tag, target.name]);
}

function consoleResult(level: 'debug' | 'log' | 'info' | 'warning' | 'error'): StepResult {
  return { tone: level === 'error' ? 'fail' : 'warn', text: level, words: `console ${level}` };
}
