import { FileArchive, FolderOpen } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { describeProblem } from '../base/describe-error.ts';
import { asTraceError } from '../base/errors.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { bundleAddress } from './allowed-origins.ts';
import type { TraceInput } from './find-bundle.ts';
import { MappingList } from './mappings/MappingList.tsx';
import styles from './OpenDialog.module.css';

interface OpenDialogProps {
  readonly onOpen: (input: TraceInput) => void;
  readonly onClose: () => void;
}

/** Asks for a file, a folder or an address. An address that is not allowed is said to be so before anything is asked of it. */
export function OpenDialog({ onOpen, onClose }: OpenDialogProps) {
  const zipInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  const [address, setAddress] = useState('');
  const [refusal, setRefusal] = useState<string>();
  const fieldId = useId();

  const openAddress = (): void => {
    try {
      onOpen(bundleAddress(address.trim()));
    } catch (error) {
      const { title, advice } = describeProblem(asTraceError(error));
      setRefusal(`${title} ${advice}`);
    }
  };
  const openFiles = (files: FileList | null): void => {
    if (files && files.length > 0) onOpen([...files]);
  };

  return (
    <Dialog title="Open a trace" onClose={onClose}>
      <div className={styles['choices']}>
        <button className={styles['choice']} onClick={() => zipInput.current?.click()}>
          <FileArchive size={22} aria-hidden />
          <span>
            Files<small>a bundle, or any format that can be imported</small>
          </span>
        </button>
        <button className={styles['choice']} onClick={() => folderInput.current?.click()}>
          <FolderOpen size={22} aria-hidden />
          <span>
            A folder<small>a bundle, or many traces as a batch</small>
          </span>
        </button>
      </div>
      <input
        ref={zipInput}
        type="file"
        multiple
        hidden
        aria-label="Trace files"
        onChange={(event) => openFiles(event.target.files)}
      />
      <input
        ref={folderInput}
        type="file"
        hidden
        aria-label="Trace folder"
        // React knows the attribute under its own name only.
        {...{ webkitdirectory: '' }}
        onChange={(event) => openFiles(event.target.files)}
      />
      <form
        className={styles['address']}
        onSubmit={(event) => {
          event.preventDefault();
          openAddress();
        }}
      >
        <label htmlFor={fieldId}>An address</label>
        <div>
          <input
            id={fieldId}
            className="mono"
            value={address}
            onChange={(event) => {
              setAddress(event.target.value);
              setRefusal(undefined);
            }}
            placeholder="traces/session-12.trace.zip"
            spellCheck={false}
            autoComplete="off"
            aria-invalid={refusal !== undefined}
            aria-describedby={refusal ? `${fieldId}-refusal` : undefined}
          />
          <button type="submit" className="main-button" disabled={address.trim() === ''}>
            Open
          </button>
        </div>
        {refusal ? (
          <p id={`${fieldId}-refusal`} role="alert">
            {refusal}
          </p>
        ) : null}
      </form>
      <MappingList />
    </Dialog>
  );
}
