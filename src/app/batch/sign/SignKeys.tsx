import { Download, KeyRound, Trash2, Upload } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { FilePicker } from '../../../ui/FilePicker.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { saveText } from '../../save-text.ts';
import { fingerprintWords } from './check-words.ts';
import type { FreshKey, KeyStore } from './key-store.ts';
import styles from './sign.module.css';

/** What files of keys are served as. */
const PEM = 'application/x-pem-file';

/** Your key, and the list of those that are trusted. */
export function SignKeys({ keys: store }: { readonly keys: KeyStore }) {
  const { able, keys, chosen, fresh, lasting, trust, make, take, takeTrust } = useStore(store);
  const [keyInput, trustInput] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  if (able === undefined) return null;
  if (!able)
    return (
      <section className={styles['section']} aria-label="Your key">
        <h3>Your key</h3>
        <p className={styles['warn']}>
          This page cannot sign or compare signatures: browsers do that only on pages that came over https or
          from localhost, and older ones do not know Ed25519. Use the command line:
        </p>
        <pre className={styles['command']}>
          playhead batch sign BATCH --key KEY.pem --keys KEYS.json --every-trace{'\n'}playhead batch verify
          BATCH --keys KEYS.json
        </pre>
      </section>
    );
  return (
    <section className={styles['section']} aria-label="Your key">
      <h3>Your key</h3>
      {keys.length === 0 ? (
        <p className={styles['muted']}>This browser has no key of yours yet.</p>
      ) : (
        <ChosenKey store={store} />
      )}
      {fresh && <Fresh fresh={fresh} onDone={store.getState().putFreshAway} />}
      {!lasting && (
        <p className={styles['warn']}>This browser keeps nothing: keys and trust are gone with the page.</p>
      )}
      <div className={styles['row']}>
        <button
          type="button"
          className="quiet-button"
          aria-disabled={fresh !== undefined}
          onClick={() => void make()}
        >
          <KeyRound size={14} aria-hidden /> Make a key
        </button>
        <button type="button" className="quiet-button" onClick={() => keyInput.current?.click()}>
          <Upload size={14} aria-hidden /> Import …
        </button>
        {chosen !== undefined && (
          <button
            type="button"
            className="quiet-button"
            onClick={() =>
              void store
                .getState()
                .publicPem(chosen)
                .then((pem) => pem !== undefined && saveText(`${chosen.slice(0, 8)}.pub.pem`, pem, PEM))
            }
          >
            <Download size={14} aria-hidden /> Public half
          </button>
        )}
      </div>
      <div className={styles['row']}>
        <span className={trust ? styles['muted'] : styles['warn']}>
          {trust
            ? `${trust.store.size === 1 ? '1 key is' : `${trust.store.size} keys are`} trusted, by ${trust.name}`
            : 'No list of trusted keys: it says whose signature counts.'}
        </span>
        <button type="button" className="quiet-button" onClick={() => trustInput.current?.click()}>
          Trusted keys …
        </button>
      </div>
      <FilePicker
        input={keyInput}
        label="Private key file"
        accept=".pem"
        onFile={(file) => void take(file)}
      />
      <FilePicker
        input={trustInput}
        label="File of trusted keys"
        accept=".json"
        onFile={(file) => void takeTrust(file)}
      />
    </section>
  );
}

function ChosenKey({ store }: { readonly store: KeyStore }) {
  const { keys, chosen, trust, choose, forget } = useStore(store);
  const id = useId();
  /** The key that is to be forgotten, once that is confirmed. */
  const [asked, setAsked] = useState<string>();
  const select = useRef<HTMLSelectElement>(null);
  const answered = (): void => {
    setAsked(undefined);
    // The buttons that had the focus are gone.
    select.current?.focus();
  };
  const nameOf = (keyid: string): string => {
    const entry = trust?.store.get(keyid)?.entry;
    return entry ? `${entry.name}, ${entry.roles.join(', ')}` : 'not among the trusted keys';
  };
  return (
    <>
      <div className={styles['row']}>
        <label htmlFor={id} className="visually-hidden">
          Sign with
        </label>
        <select ref={select} id={id} value={chosen} onChange={({ target }) => choose(target.value)}>
          {keys.map(({ keyid }) => (
            <option key={keyid} value={keyid}>
              {fingerprintWords(keyid)} ({nameOf(keyid)})
            </option>
          ))}
        </select>
        {chosen !== undefined && (
          <IconButton
            icon={Trash2}
            label="Forget this key"
            hint="a copy in a file stays"
            aria-expanded={asked === chosen}
            onClick={() => setAsked(asked === chosen ? undefined : chosen)}
          />
        )}
      </div>
      {chosen !== undefined && asked === chosen && (
        <div className={styles['once']} role="group" aria-label="Forgetting this key">
          <p>
            <strong>Forget {fingerprintWords(chosen)} for good?</strong> Without a copy in a file nobody can
            sign with it again.
          </p>
          <div className={styles['row']}>
            <button
              type="button"
              className="quiet-button"
              onClick={() => {
                answered();
                void forget(chosen);
              }}
            >
              <Trash2 size={14} aria-hidden /> Forget it
            </button>
            <button type="button" className="quiet-button" autoFocus onClick={answered}>
              Keep it
            </button>
          </div>
        </div>
      )}
    </>
  );
}

/** The one time that a private key can be had as a file. */
function Fresh({ fresh, onDone }: { readonly fresh: FreshKey; readonly onDone: () => void }) {
  const name = `${fresh.keyid.slice(0, 8)}.key.pem`;
  return (
    <div className={styles['once']} role="group" aria-label="The new key">
      <p>
        <strong>Save the private key now, or never.</strong> From now on this browser signs with it and gives
        it to nobody, not even to you. Whoever has the file can sign as you; without it, a browser that
        forgets its data takes your key with it.
      </p>
      <div className={styles['row']}>
        <button
          type="button"
          className="quiet-button"
          onClick={() => {
            saveText(name, fresh.pem, PEM);
            onDone();
          }}
        >
          <Download size={14} aria-hidden /> Save {name}
        </button>
        <button type="button" className="quiet-button" onClick={onDone}>
          Go without
        </button>
      </div>
    </div>
  );
}
