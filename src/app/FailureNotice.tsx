import type { ReactNode } from 'react';
import { describeProblem } from '../base/describe-error.ts';
import type { TraceError } from '../base/errors.ts';
import { Notice } from '../ui/Notice.tsx';

interface FailureNoticeProps {
  readonly error: TraceError;
  /** Stands behind what to do. */
  readonly children?: ReactNode;
}

/** Why a trace could not be opened. */
export function FailureNotice({ error, children }: FailureNoticeProps) {
  const { title, advice, more } = describeProblem(error);
  return (
    <Notice severity="error" title={title} more={more}>
      {advice}
      {children}
    </Notice>
  );
}
