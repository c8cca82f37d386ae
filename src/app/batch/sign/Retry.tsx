import { RefreshCw } from 'lucide-react';
import type { SignStore, Work } from './sign-state.ts';

interface RetryProps {
  readonly sign: SignStore;
  readonly what: Work['what'];
}

/** Reads again what could not be reached. */
export function Retry({ sign, what }: RetryProps) {
  return (
    <button type="button" className="quiet-button" onClick={() => void sign.getState().retry(what)}>
      <RefreshCw size={14} aria-hidden /> Try again
    </button>
  );
}
