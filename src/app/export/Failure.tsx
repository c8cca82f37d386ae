import { describeProblem } from '../../base/describe-error.ts';
import type { TraceError } from '../../base/errors.ts';
import { Notice } from '../../ui/Notice.tsx';

/** What did not work, and what to do. */
export function Failure({ error }: { readonly error: TraceError }) {
  const { title, advice } = describeProblem(error);
  return (
    <Notice severity="error" title={title}>
      {advice}
    </Notice>
  );
}
