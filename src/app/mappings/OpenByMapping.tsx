import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { MappingText } from './mapping-text.ts';
import styles from './mappings.module.css';
import { ownMappings } from './saved-mappings.ts';

/** The saved mappings, beside the refusal of a file that no importer takes; nothing where none is saved that reads files. */
export function OpenByMapping({ onOpen }: { readonly onOpen: (mapping: MappingText) => void }) {
  const saved = useStore(ownMappings(), (state) => state.saved);
  useEffect(() => void ownMappings().getState().load(), []);
  const readers = (saved ?? []).filter(({ reads }) => reads);
  if (readers.length === 0) return null;
  return (
    <div className={styles['open']} role="group" aria-label="Open by mapping">
      {readers.map(({ name, title, text }) => (
        <button key={name} type="button" className="quiet-button" onClick={() => onOpen({ name, text })}>
          Open by mapping {name}: <bdi>{title}</bdi>
        </button>
      ))}
    </div>
  );
}
