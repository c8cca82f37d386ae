/** What the palette offers for an open trace. */
import { clampTime, fromMicros, ZERO } from '../base/time.ts';
import { parseDestination } from '../timeline/go-to.ts';
import { timeWords } from '../trace/order-only.ts';
import type { PaletteItem } from '../ui/CommandPalette.tsx';
import { chordLabel } from '../ui/chord.ts';
import { focusTab } from './focus-pane.ts';
import { maximizedPane, toggleMaximized, type PaneTab } from './layout-model.ts';
import type { LayoutStore } from './layout-store.ts';
import type { TraceSession } from './session-store.ts';
import { goToFrame } from './session-verbs.ts';
import type { Settings } from './settings-store.ts';
import type { Shortcut, ShortcutVerbs } from './shortcuts.ts';

interface PaletteSources {
  readonly session: TraceSession;
  readonly shortcuts: readonly Shortcut[];
  readonly verbs: ShortcutVerbs;
  readonly panes: readonly PaneTab[];
  readonly layouts: LayoutStore;
  readonly changeSettings: (part: Partial<Settings>) => void;
  readonly mac: boolean;
}

/** Commands without the ten that differ by a digit, panes, settings, and the phases of the task. */
export function paletteItems(sources: PaletteSources): readonly PaletteItem[] {
  return [...commandItems(sources), ...paneItems(sources), ...settingItems(sources), ...phaseItems(sources)];
}

function commandItems({ shortcuts, verbs, mac }: PaletteSources): readonly PaletteItem[] {
  return shortcuts
    .filter(({ id }) => id !== 'palette' && !/^share-\d$/.test(id))
    .map(({ id, title, group, keys, run }) => ({
      id: `command ${id}`,
      title,
      group,
      keys: keys.map((chord) => chordLabel(chord, mac)),
      run: () => run(verbs),
    }));
}

function paneItems({ panes, layouts }: PaletteSources): readonly PaletteItem[] {
  const { hidden, model } = layouts.getState();
  return panes.flatMap(({ id, title }): readonly PaletteItem[] => [
    {
      id: `show ${id}`,
      title: `Go to ${title}`,
      group: 'Panes',
      keywords: ['show', 'open', 'focus', id],
      run: () => {
        layouts.getState().show(id);
        focusTab(id);
      },
    },
    {
      id: `maximize ${id}`,
      title: maximizedPane(model) === id ? `Restore ${title}` : `Maximize ${title}`,
      group: 'Panes',
      run: () => {
        layouts.getState().show(id);
        toggleMaximized(model, id);
      },
    },
    ...(hidden.includes(id)
      ? []
      : [
          {
            id: `hide ${id}`,
            title: `Hide ${title}`,
            group: 'Panes',
            run: () => layouts.getState().hide(id),
          },
        ]),
  ]);
}

function settingItems({ changeSettings }: PaletteSources): readonly PaletteItem[] {
  const item = (id: string, title: string, part: Partial<Settings>): PaletteItem => ({
    id: `setting ${id}`,
    title,
    group: 'Settings',
    run: () => changeSettings(part),
  });
  return [
    item('dark', 'Theme: dark', { theme: 'dark' }),
    item('light', 'Theme: light', { theme: 'light' }),
    item('system', 'Theme: as the system', { theme: 'system' }),
    item('contrast', 'Contrast: high', { contrast: 'more' }),
    item('no-contrast', 'Contrast: as the system', { contrast: 'system' }),
    item('skip', 'Skip idle time while playing', { skipIdle: true }),
    item('no-skip', 'Play idle time too', { skipIdle: false }),
  ];
}

function phaseItems({ session: { trace, clock } }: PaletteSources): readonly PaletteItem[] {
  const words = timeWords(trace.manifest);
  return (trace.manifest.outcome.phases ?? []).map(({ name, t_start }, index) => {
    const time = clampTime(fromMicros(t_start), ZERO, trace.duration);
    return {
      id: `phase ${index}`,
      title: `Phase: ${name}`,
      group: 'Phases',
      keys: [words.moment(time)],
      run: () => clock.seek(time, true),
    };
  });
}

/** Going to the time or frame that is typed; undefined for other words. */
export function destinationItem(session: TraceSession, words: string): PaletteItem | undefined {
  const { clock, frames, trace } = session;
  const written = timeWords(trace.manifest);
  const destination = parseDestination(words, clock.duration, frames.value?.count, written);
  const item = { id: 'destination', group: 'Go' };
  switch (destination.kind) {
    case 'invalid':
      return undefined;
    case 'frame':
      return {
        ...item,
        title: `Go to frame ${destination.index}`,
        run: () => goToFrame(session, destination.index, true),
      };
    case 'time':
      return {
        ...item,
        title: `Go to ${written.moment(destination.time)}`,
        run: () => clock.seek(destination.time, true),
      };
  }
}
