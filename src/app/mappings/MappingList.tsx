import { Download, Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '../../ui/IconButton.tsx';
import { saveText } from '../save-text.ts';
import styles from './mappings.module.css';
import { ownMappings, type SavedMapping } from './saved-mappings.ts';

/** The mappings that are saved in this browser; nothing where there are none. */
export function MappingList() {
  const { saved, broken, lasting, remove, load } = useStore(ownMappings());
  useEffect(() => void load(), [load]);
  if (!saved || saved.length + broken.length === 0) return null;
  return (
    <section className={styles['list']} aria-label="Saved mappings">
      <h3>Saved mappings</h3>
      <ul>
        {saved.map((mapping) => (
          <li key={mapping.name}>
            <span className={styles['name']}>{mapping.name}</span>
            <span className={styles['title']}>
              <bdi>{mapping.title}</bdi>, {waysOf(mapping)}
            </span>
            <IconButton
              icon={Download}
              label={`Download ${mapping.name}`}
              onClick={() => saveText(`${mapping.name}.json`, mapping.text, 'application/json')}
            />
            <IconButton
              icon={Trash2}
              label={`Remove ${mapping.name}`}
              onClick={() => void remove(mapping.name)}
            />
          </li>
        ))}
        {broken.map((name) => (
          <li key={name}>
            <span className={styles['name']}>
              <bdi>{name}</bdi>
            </span>
            <span className={styles['title']}>is no mapping that can be used any more</span>
            <IconButton icon={Trash2} label={`Remove ${name}`} onClick={() => void remove(name)} />
          </li>
        ))}
      </ul>
      {!lasting && (
        <p className={styles['fault']} role="status">
          This browser keeps nothing here: they last as long as the page. Download what is to stay.
        </p>
      )}
    </section>
  );
}

/** What a mapping can do. */
export function waysOf({ reads, writes }: Pick<SavedMapping, 'reads' | 'writes'>): string {
  if (writes === undefined) return 'opens its files';
  return reads ? 'opens its files and writes them' : 'writes its files';
}
