/** What was done in a trace, step by step: commands, writes of files, navigations, test runs. Pure. */
import type { TimeRange } from '../base/time.ts';
import type { Layer } from '../schema/generated/types.ts';
import { isWrite, wasFound } from '../trace/edit-events.ts';
import type { Command, TestRunItem, TimedBrowserEvent, TimedEdit } from '../trace/layers.ts';
import { placed, type Facts } from './facts.ts';
import { once } from './once.ts';
import type { Item } from './rule.ts';
import { instant, rangeOf } from './spans.ts';

interface Done<K extends string, T> {
  readonly kind: K;
  readonly layer: Layer;
  readonly item: T;
  /** How people call it. */
  readonly label: string;
  readonly range: TimeRange;
  readonly about: Item;
}

export type CommandAction = Done<'command', Command>;
export type EditAction = Done<'edit', TimedEdit>;
export type NavigationAction = Done<'navigation', TimedBrowserEvent> & { readonly url: string };
export type TestAction = Done<'test', TestRunItem>;
export type Action = CommandAction | EditAction | NavigationAction | TestAction;

/** In time order. */
export const actionsOf = once((facts): readonly Action[] =>
  [...commandActions(facts), ...editActions(facts), ...navigationActions(facts), ...testActions(facts)].sort(
    (a, b) => a.range.start - b.range.start,
  ),
);

export function commandActions({ commands }: Pick<Facts, 'commands'>): readonly CommandAction[] {
  return placed(commands).map(({ layer, item }) => ({
    kind: 'command',
    layer,
    item,
    label: `Command ${item.seq}`,
    range: rangeOf(item.time, item.end),
    about: { kind: 'command', name: `${layer.id}:${item.seq}` },
  }));
}

/** What was written to the disk; what was typed and not saved is no step of its own, nor what was there before. */
function editActions({ edits }: Pick<Facts, 'edits'>): readonly EditAction[] {
  return placed(edits).flatMap(({ layer, item }) => {
    const { event, time } = item;
    if (!isWrite(event) || wasFound(event)) return [];
    return {
      kind: 'edit',
      layer,
      item,
      label: `The write of ${event.file}`,
      range: instant(time),
      about: { kind: 'edit', name: `${layer.id}:${event.file}@${time}` },
    };
  });
}

export function navigationActions({ browsers }: Pick<Facts, 'browsers'>): readonly NavigationAction[] {
  return placed(browsers).flatMap(({ layer, item }) => {
    const { event, time } = item;
    if (event.type !== 'navigated') return [];
    return {
      kind: 'navigation',
      layer,
      item,
      url: event.url,
      label: 'The navigation',
      range: instant(time),
      about: { kind: 'page', name: `${layer.id}:${time}` },
    };
  });
}

export function testActions({ tests }: Pick<Facts, 'tests'>): readonly TestAction[] {
  return placed(tests).map(({ layer, item }) => ({
    kind: 'test',
    layer,
    item,
    label: `The test run ${item.name ?? item.path}`,
    range: rangeOf(item.time, item.end),
    about: { kind: 'test', name: `${layer.id}:${item.path}` },
  }));
}
