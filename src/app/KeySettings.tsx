import { Plus, RotateCcw, Trash2 } from 'lucide-react';
import { Fragment, useState, type KeyboardEvent } from 'react';
import { IconButton } from '../ui/IconButton.tsx';
import { chordLabel, chordOf, isMac, isUnfinished } from '../ui/chord.ts';
import { assign, boundShortcuts, objectionTo, unassign, type KeyChanges } from './key-bindings.ts';
import styles from './KeySettings.module.css';
import { GROUPS, type Shortcut } from './shortcuts.ts';

interface KeySettingsProps {
  readonly changes: KeyChanges;
  readonly onChange: (changes: KeyChanges) => void;
}

/** Every command with its keys; a key is changed by pressing another. */
export function KeySettings({ changes, onChange }: KeySettingsProps) {
  const [editing, setEditing] = useState<string>();
  /** The command whose key button is to have the focus: what had it is gone. */
  const [focused, setFocused] = useState<string>();
  const shortcuts = boundShortcuts(changes);
  const mac = isMac();
  return (
    <>
      <div className={styles['head']}>
        <p>Press a command’s key button, then the new key. Escape leaves it as it is.</p>
        <button
          type="button"
          className="quiet-button"
          disabled={Object.keys(changes).length === 0}
          onClick={() => {
            setEditing(undefined);
            onChange({});
          }}
        >
          Reset all keys
        </button>
      </div>
      {GROUPS.map((group) => (
        <ul key={group} className={styles['list']} aria-label={`Keys: ${group}`}>
          {shortcuts
            .filter((shortcut) => shortcut.group === group)
            .map((shortcut) => (
              <li key={shortcut.id}>
                <span className={styles['title']}>{shortcut.title}</span>
                {editing === shortcut.id ? (
                  <Recorder
                    shortcut={shortcut}
                    shortcuts={shortcuts}
                    mac={mac}
                    onChord={(chord) => {
                      setEditing(undefined);
                      setFocused(shortcut.id);
                      onChange(assign(changes, shortcut.id, chord));
                    }}
                    onCancel={() => {
                      setEditing(undefined);
                      setFocused(shortcut.id);
                    }}
                    onLeave={() => setEditing(undefined)}
                  />
                ) : (
                  <button
                    type="button"
                    className={styles['keys']}
                    autoFocus={focused === shortcut.id}
                    onClick={() => setEditing(shortcut.id)}
                  >
                    <span className="visually-hidden">Change the key of “{shortcut.title}”, now </span>
                    {shortcut.keys.length === 0 && (
                      <>
                        <Plus size={13} aria-hidden />
                        <span className="visually-hidden">none</span>
                      </>
                    )}
                    {shortcut.keys.map((chord, index) => (
                      <Fragment key={chord}>
                        {index > 0 && <span className="visually-hidden"> or </span>}
                        <kbd>{chordLabel(chord, mac)}</kbd>
                      </Fragment>
                    ))}
                  </button>
                )}
                <IconButton
                  icon={Trash2}
                  size={14}
                  label={`Take the key from “${shortcut.title}”`}
                  aria-disabled={shortcut.keys.length === 0}
                  onClick={() => onChange({ ...changes, [shortcut.id]: [] })}
                />
                <IconButton
                  icon={RotateCcw}
                  size={14}
                  label={`Reset the key of “${shortcut.title}”`}
                  aria-disabled={!Object.hasOwn(changes, shortcut.id)}
                  onClick={() => onChange(unassign(changes, shortcut.id))}
                />
              </li>
            ))}
        </ul>
      ))}
    </>
  );
}

interface RecorderProps {
  readonly shortcut: Shortcut;
  readonly shortcuts: readonly Shortcut[];
  readonly mac: boolean;
  readonly onChord: (chord: string) => void;
  /** Escape was pressed. */
  readonly onCancel: () => void;
  /** The focus went elsewhere. */
  readonly onLeave: () => void;
}

/** Takes the next key. One that another command has is taken from it only when pressed again. */
function Recorder({ shortcut, shortcuts, mac, onChord, onCancel, onLeave }: RecorderProps) {
  const [pressed, setPressed] = useState<string>();
  const objection = pressed === undefined ? undefined : objectionTo(shortcuts, shortcut.id, pressed);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isUnfinished(event)) return;
    const chord = chordOf(event);
    if (chord === 'Tab' || chord === 'Shift+Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const stands = objectionTo(shortcuts, shortcut.id, chord);
    if (chord === 'Escape') onCancel();
    else if (!stands || (stands.reason === 'taken' && chord === pressed)) onChord(chord);
    else setPressed(chord);
  };
  return (
    <span className={styles['recorder']}>
      <button
        type="button"
        className={styles['keys']}
        data-recording
        autoFocus
        aria-label={`Press the new key of “${shortcut.title}”`}
        onKeyDown={onKeyDown}
        onBlur={onLeave}
      >
        {pressed === undefined ? 'press a key …' : <kbd>{chordLabel(pressed, mac)}</kbd>}
      </button>
      <span role="alert" className={styles['objection']}>
        {pressed !== undefined && objection?.reason === 'reserved' && 'belongs to the page or the browser'}
        {pressed !== undefined &&
          objection?.reason === 'taken' &&
          `is the key of “${objection.by.title}”: press it again to take it`}
      </span>
    </span>
  );
}
