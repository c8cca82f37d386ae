import { Dialog } from '../ui/Dialog.tsx';
import { chordLabel, isMac } from '../ui/chord.ts';
import styles from './HelpDialog.module.css';
import { GROUPS, type Shortcut } from './shortcuts.ts';

const TENTHS = /^share-(?!0$)/;

interface HelpDialogProps {
  /** As they hold now. */
  readonly shortcuts: readonly Shortcut[];
  readonly onChangeKeys: () => void;
  readonly onClose: () => void;
}

/** The keys, by what they are for. */
export function HelpDialog({ shortcuts, onChangeKeys, onClose }: HelpDialogProps) {
  const mac = isMac();
  return (
    <Dialog title="Keyboard shortcuts" wide onClose={onClose}>
      <div className={styles['groups']}>
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {shortcuts
                .filter((shortcut) => shortcut.group === group && !TENTHS.test(shortcut.id))
                .map(({ id, title, keys }) => (
                  <div key={id}>
                    <dt>{id === 'share-0' ? 'Go to 0 … 90 %' : title}</dt>
                    <dd>
                      {(id === 'share-0' ? ['0 … 9'] : keys).map((chord) => (
                        <kbd key={chord}>{chordLabel(chord, mac)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles['foot']}>
        Single keys are off while you type, and in the code and the terminal.{' '}
        <button type="button" className="quiet-button" onClick={onChangeKeys}>
          Change keys …
        </button>
      </p>
    </Dialog>
  );
}
