import { createStore, type StoreApi } from 'zustand/vanilla';
import { readKept, writeKept } from '../ui/kept.ts';
import { readKeyChanges, type KeyChanges } from './key-bindings.ts';

export type ThemeChoice = 'system' | 'dark' | 'light';
export type ContrastChoice = 'system' | 'more';
export type MotionChoice = 'system' | 'less';

/** What a person set for all traces; kept in this browser. */
export interface Settings {
  readonly theme: ThemeChoice;
  readonly contrast: ContrastChoice;
  readonly motion: MotionChoice;
  /** Jump over gaps in which nothing happens while playing. */
  readonly skipIdle: boolean;
  /** Height of transport and timeline in CSS pixels; undefined: as it is to begin with. */
  readonly timeHeight: number | undefined;
  readonly keys: KeyChanges;
}

export interface SettingsStore extends Settings {
  readonly change: (part: Partial<Settings>) => void;
}

const KEY = 'playhead.settings.v1';
const LIGHT = '(prefers-color-scheme: light)';
const MORE_CONTRAST = '(prefers-contrast: more)';

/** Keeps the settings, and the page's look by them: `data-theme`, `data-contrast` and `data-motion` of the root element. */
export function createSettingsStore(): StoreApi<SettingsStore> {
  const store = createStore<SettingsStore>()((set) => ({
    ...readSettings(readKept(KEY)),
    change: (part) => set(part),
  }));
  const apply = (): void => {
    const { theme, contrast, motion } = store.getState();
    const light = theme === 'light' || (theme === 'system' && matchMedia(LIGHT).matches);
    const more = contrast === 'more' || matchMedia(MORE_CONTRAST).matches;
    const { dataset } = document.documentElement;
    const look = { theme: light ? 'light' : 'dark', contrast: more ? 'more' : 'normal', motion };
    // Who watches the attributes is told of the same value too.
    for (const [name, value] of Object.entries(look)) if (dataset[name] !== value) dataset[name] = value;
  };
  apply();
  for (const query of [LIGHT, MORE_CONTRAST]) matchMedia(query).addEventListener('change', apply);
  store.subscribe(({ change: _change, ...settings }) => {
    apply();
    writeKept(KEY, settings);
  });
  return store;
}

function readSettings(kept: Readonly<Record<string, unknown>>): Settings {
  const { theme, timeHeight } = kept;
  return {
    theme: theme === 'dark' || theme === 'light' ? theme : 'system',
    contrast: kept['contrast'] === 'more' ? 'more' : 'system',
    motion: kept['motion'] === 'less' ? 'less' : 'system',
    skipIdle: kept['skipIdle'] === true,
    timeHeight: typeof timeHeight === 'number' && Number.isFinite(timeHeight) ? timeHeight : undefined,
    keys: readKeyChanges(kept['keys']),
  };
}
