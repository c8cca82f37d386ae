import { createStore, type StoreApi } from 'zustand/vanilla';

export type ThemeChoice = 'system' | 'dark' | 'light';

/** What a person set for all traces; kept in this browser. */
export interface Settings {
  readonly theme: ThemeChoice;
  /** Jump over gaps in which nothing happens while playing. */
  readonly skipIdle: boolean;
}

export interface SettingsStore extends Settings {
  readonly chooseTheme: (theme: ThemeChoice) => void;
  readonly chooseSkipIdle: (skipIdle: boolean) => void;
}

const KEY = 'playhead.settings.v1';
const THEMES: readonly unknown[] = ['system', 'dark', 'light'];
const LIGHT = '(prefers-color-scheme: light)';

export function createSettingsStore(): StoreApi<SettingsStore> {
  const store = createStore<SettingsStore>()((set) => ({
    ...readSettings(),
    chooseTheme: (theme) => set({ theme }),
    chooseSkipIdle: (skipIdle) => set({ skipIdle }),
  }));
  const apply = (): void => {
    const { theme } = store.getState();
    const light = theme === 'light' || (theme === 'system' && matchMedia(LIGHT).matches);
    document.documentElement.dataset['theme'] = light ? 'light' : 'dark';
  };
  apply();
  matchMedia(LIGHT).addEventListener('change', apply);
  store.subscribe(({ theme, skipIdle }) => {
    apply();
    writeSettings({ theme, skipIdle });
  });
  return store;
}

function readSettings(): Settings {
  const kept = readJson();
  return {
    theme: THEMES.includes(kept['theme']) ? (kept['theme'] as ThemeChoice) : 'system',
    skipIdle: kept['skipIdle'] === true,
  };
}

function readJson(): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // Storage that is closed to us, or holds something else, is as good as empty.
    return {};
  }
}

function writeSettings(settings: Settings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
