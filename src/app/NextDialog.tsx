import { useEffect, useState } from 'react';
import { Dialog } from '../ui/Dialog.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import type { MappingText } from './mappings/mapping-text.ts';
import { OpeningProgress } from './OpeningProgress.tsx';
import type { Failure, Opening } from './session-store.ts';

interface NextDialogProps {
  readonly next: Opening | Failure;
  readonly onDismiss: () => void;
  readonly onMapping: (mapping: MappingText) => void;
}

/** Milliseconds: what is open by then needs no dialog, which would only flash. */
const LATE = 400;

/** The opening of another trace, over the one that is open and stays until the other is there. */
export function NextDialog({ next, onDismiss, onMapping }: NextDialogProps) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE);
    return () => clearTimeout(timer);
  }, []);
  if ('note' in next)
    return late ? (
      <Dialog title="Open a trace" onClose={onDismiss}>
        <OpeningProgress {...next} onCancel={onDismiss} />
      </Dialog>
    ) : null;
  return (
    <Dialog title="It could not be opened" onClose={onDismiss}>
      <FailureNotice error={next.error} onMapping={onMapping}>
        {' '}
        What was open before is still there.
      </FailureNotice>
    </Dialog>
  );
}
