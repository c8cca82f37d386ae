import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import styles from './CommandPalette.module.css';
import { matchWords } from './match-words.ts';

/** Something that can be done. */
export interface PaletteItem {
  /** Unique. */
  readonly id: string;
  readonly title: string;
  readonly group: string;
  /** Its keys, as the keyboard has them. */
  readonly keys?: readonly string[] | undefined;
  /** Other words that lead to it. */
  readonly keywords?: readonly string[] | undefined;
  readonly run: () => void;
}

interface CommandPaletteProps {
  readonly items: readonly PaletteItem[];
  /** What can be done with the very words that are typed; stands first. */
  readonly itemFor?: ((words: string) => PaletteItem | undefined) | undefined;
  readonly onClose: () => void;
}

/** All commands, to be found by a few letters. Closes before a command runs. */
export function CommandPalette({ items, itemFor, onClose }: CommandPaletteProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const [words, setWords] = useState('');
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    // The first that can have the focus would have it: the frame of the list.
    dialog?.querySelector('input')?.focus();
    return () => dialog?.close();
  }, []);
  const typed = words.trim() === '' ? undefined : itemFor?.(words.trim());
  const groups = [...new Set(items.map(({ group }) => group))];
  const choose = ({ run }: PaletteItem): void => {
    // Closed by hand: the focus is back where it was when the command looks for it.
    ref.current?.close();
    onClose();
    run();
  };
  return (
    <dialog
      ref={ref}
      className={styles['dialog']}
      aria-label="All commands"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      <Command
        label="Commands"
        loop
        vimBindings={false}
        filter={(_id, typed, [title = '', ...others] = []) => matchWords(typed, title, others)}
      >
        <div className={styles['search']}>
          <Search size={16} aria-hidden />
          <Command.Input
            value={words}
            onValueChange={setWords}
            placeholder="Type a command, a pane or a time"
          />
        </div>
        <Command.List className={styles['list']} label="Commands">
          <Command.Empty className={styles['empty']}>No command is like that.</Command.Empty>
          {typed && <Item item={typed} always onChoose={choose} />}
          {groups.map((group) => (
            <Command.Group key={group} heading={group}>
              {items
                .filter((item) => item.group === group)
                .map((item) => (
                  <Item key={item.id} item={item} onChoose={choose} />
                ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </dialog>
  );
}

interface ItemProps {
  readonly item: PaletteItem;
  /** Whatever is typed. */
  readonly always?: boolean;
  readonly onChoose: (item: PaletteItem) => void;
}

function Item({ item, always = false, onChoose }: ItemProps) {
  const { id, title, group, keys = [], keywords = [] } = item;
  return (
    <Command.Item
      value={id}
      keywords={[title, group, ...keywords]}
      forceMount={always}
      onSelect={() => onChoose(item)}
    >
      <span>{title}</span>
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </Command.Item>
  );
}
