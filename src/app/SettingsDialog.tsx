import { lazy, Suspense, useId, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { Dialog } from '../ui/Dialog.tsx';
import { KeySettings } from './KeySettings.tsx';
import type { Settings, SettingsStore } from './settings-store.ts';
import styles from './SettingsDialog.module.css';

const OfflineSettings = lazy(async () => ({
  default: (await import('./offline/OfflineSettings.tsx')).OfflineSettings,
}));

interface SettingsDialogProps {
  readonly settings: StoreApi<SettingsStore>;
  readonly onClose: () => void;
}

/** What a person can set for all traces. Each choice holds at once. */
export function SettingsDialog({ settings, onClose }: SettingsDialogProps) {
  const { theme, contrast, motion, skipIdle, keys, change } = useStore(settings);
  return (
    <Dialog title="Settings" wide onClose={onClose}>
      <section className={styles['section']}>
        <h3>Look</h3>
        <Choice
          label="Theme"
          name="theme"
          value={theme}
          options={{ system: 'As the system', dark: 'Dark', light: 'Light' }}
          onChange={change}
        />
        <Choice
          label="Contrast"
          name="contrast"
          value={contrast}
          options={{ system: 'As the system', more: 'High' }}
          onChange={change}
        />
        <Choice
          label="Motion of the interface"
          name="motion"
          value={motion}
          options={{ system: 'As the system', less: 'None' }}
          onChange={change}
        />
      </section>
      <section className={styles['section']}>
        <h3>Playing</h3>
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={skipIdle}
            onChange={({ target }) => change({ skipIdle: target.checked })}
          />
          Skip time in which nothing happens
        </label>
      </section>
      <section className={styles['section']} aria-label="Without a network">
        <h3>Without a network</h3>
        <Suspense fallback={<div className={styles['coming']} />}>
          <OfflineSettings />
        </Suspense>
      </section>
      <section className={styles['section']}>
        <h3>Keys</h3>
        <KeySettings changes={keys} onChange={(next) => change({ keys: next })} />
      </section>
      <p className={styles['foot']}>Kept in this browser only.</p>
    </Dialog>
  );
}

interface ChoiceProps<K extends keyof Settings> {
  readonly label: ReactNode;
  readonly name: K;
  readonly value: Settings[K] & string;
  readonly options: Readonly<Record<Settings[K] & string, string>>;
  readonly onChange: (part: Partial<Settings>) => void;
}

function Choice<K extends 'theme' | 'contrast' | 'motion'>(props: ChoiceProps<K>) {
  const { label, name, value, options, onChange } = props;
  const id = useId();
  return (
    <div className={styles['row']}>
      <span id={id}>{label}</span>
      <span role="radiogroup" aria-labelledby={id} className={styles['options']}>
        {Object.entries<string>(options).map(([option, words]) => (
          <label key={option}>
            <input
              type="radio"
              name={`${id}-${name}`}
              checked={option === value}
              onChange={() => onChange({ [name]: option })}
            />
            <span>{words}</span>
          </label>
        ))}
      </span>
    </div>
  );
}
