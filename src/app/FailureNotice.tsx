import { lazy, Suspense, type ReactNode } from 'react';
import { describeProblem } from '../base/describe-error.ts';
import type { TraceError } from '../base/errors.ts';
import { Notice } from '../ui/Notice.tsx';
import type { MappingText } from './mappings/mapping-text.ts';

const OpenByMapping = lazy(async () => ({
  default: (await import('./mappings/OpenByMapping.tsx')).OpenByMapping,
}));

interface FailureNoticeProps {
  readonly error: TraceError;
  /** Opens it by a mapping instead; undefined: that cannot be. */
  readonly onMapping?: (mapping: MappingText) => void;
  /** Stands behind what to do. */
  readonly children?: ReactNode;
}

/** Why something could not be done: as a rule, why a trace could not be opened. */
export function FailureNotice({ error, onMapping, children }: FailureNoticeProps) {
  const { title, advice, more } = describeProblem(error);
  return (
    <Notice severity="error" title={title} more={more}>
      {advice}
      {children}
      {onMapping && error.code === 'import-refused' && (
        <Suspense>
          <OpenByMapping onOpen={onMapping} />
        </Suspense>
      )}
    </Notice>
  );
}
