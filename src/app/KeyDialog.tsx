import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { describeProblem } from '../base/describe-error.ts';
import type { TraceError } from '../base/errors.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import styles from './KeyDialog.module.css';
import type { KeyQuestion } from './key-question.ts';

/** By which 1Password, Bitwarden, LastPass and Dashlane leave a field alone. */
const UNKEPT = {
  'data-1p-ignore': true,
  'data-bwignore': true,
  'data-lpignore': true,
  'data-form-type': 'other',
} as const;

/** Asks for the key of an encrypted bundle, and again where it is not the one. */
export function KeyDialog({ question }: { readonly question: KeyQuestion }) {
  const [text, setText] = useState('');
  const [visible, setVisible] = useState(false);
  const [trying, setTrying] = useState(false);
  const [fault, setFault] = useState<TraceError>(question.fault);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  // The platform gives the focus to what comes first, which is the button that closes the dialog.
  useEffect(() => field.current?.focus(), []);
  // That no key was given is what the dialog itself says.
  const words = fault.code === 'bundle-key-missing' ? undefined : describeProblem(fault);

  const submit = async (): Promise<void> => {
    if (text.trim() === '' || trying) return;
    setTrying(true);
    const wrong = await question.attempt(text);
    setTrying(false);
    if (wrong) setFault(wrong);
  };

  return (
    <Dialog title="This trace is encrypted" onClose={question.giveUp}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p id={`${id}-about`}>
          It opens with the link that you were sent, whose end is its key. Paste all of the link, or the key
          alone.
        </p>
        <label htmlFor={id}>Link or key</label>
        <div className={styles['field']}>
          <input
            id={id}
            className="mono"
            // A password is what browsers and their helpers offer to keep.
            type="text"
            data-hidden={!visible || undefined}
            {...UNKEPT}
            ref={field}
            value={text}
            onChange={({ target }) => setText(target.value)}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            aria-invalid={words !== undefined}
            aria-describedby={`${id}-about${words ? ` ${id}-fault` : ''}`}
          />
          <IconButton
            icon={visible ? EyeOff : Eye}
            label={visible ? 'Hide the key' : 'Show the key'}
            onClick={() => setVisible(!visible)}
          />
        </div>
        {words ? (
          <p id={`${id}-fault`} role="alert" className={styles['fault']}>
            {words.title} {words.advice}
          </p>
        ) : null}
        <div className={styles['foot']}>
          <small>
            The key stays in this page, is sent to nobody, and is forgotten when the page is closed.
          </small>
          <button type="submit" className="main-button" aria-disabled={text.trim() === '' || trying}>
            Open
          </button>
        </div>
      </form>
    </Dialog>
  );
}
