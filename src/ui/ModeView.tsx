import { useId, type ReactNode } from 'react';
import { describeProblem } from '../base/describe-error.ts';
import type { TraceError } from '../base/errors.ts';
import { ModeTabs } from './ModeTabs.tsx';
import styles from './mode-view.module.css';

interface ModeViewProps<Mode extends string> {
  /** Where there is but one, nothing is to be chosen. */
  readonly modes: readonly Mode[];
  readonly titles: Readonly<Record<Mode, string>>;
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  /** What cannot be shown, in whatever mode. */
  readonly failed: readonly { readonly title: string; readonly error: TraceError }[];
  readonly children: ReactNode;
}

/** A pane of several views of which one is shown. */
export function ModeView<Mode extends string>(props: ModeViewProps<Mode>) {
  const { modes, titles, mode, onMode, failed, children } = props;
  const viewId = useId();
  const several = modes.length > 1;
  return (
    <>
      {several && <ModeTabs modes={modes} titles={titles} mode={mode} onMode={onMode} viewId={viewId} />}
      {failed.map(({ title, error }) => (
        <output key={title} className={styles['failure']}>
          {title} cannot be shown. {describeProblem(error).title}
        </output>
      ))}
      <div
        id={viewId}
        className={styles['view']}
        {...(several && { role: 'tabpanel', 'aria-labelledby': `${viewId}-${mode}` })}
      >
        {children}
      </div>
    </>
  );
}
