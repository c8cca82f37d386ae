import { Dialog } from '../ui/Dialog.tsx';
import styles from './HelpDialog.module.css';
import { chordLabel, SHORTCUTS, type ShortcutGroup } from './shortcuts.ts';

const GROUPS: readonly ShortcutGroup[] = ['Play', 'Step', 'Range', 'View', 'Trace'];
const TENTHS = /^share-(?!0$)/;

/** The keys, by what they are for. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const mac = navigator.platform.startsWith('Mac');
  return (
    <Dialog title="Keyboard shortcuts" wide onClose={onClose}>
      <div className={styles['groups']}>
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {SHORTCUTS.filter((shortcut) => shortcut.group === group && !TENTHS.test(shortcut.id)).map(
                ({ id, title, keys }) => (
                  <div key={id}>
                    <dt>{id === 'share-0' ? 'Go to 0 … 90 %' : title}</dt>
                    <dd>
                      {(id === 'share-0' ? ['0 … 9'] : keys).map((chord) => (
                        <kbd key={chord}>{chordLabel(chord, mac)}</kbd>
                      ))}
                    </dd>
                  </div>
                ),
              )}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
