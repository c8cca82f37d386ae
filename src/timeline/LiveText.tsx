import { useLayoutEffect, useRef } from 'react';
import type { TraceTime } from '../base/time.ts';
import type { Clock } from './clock.ts';

interface LiveTextProps {
  readonly clock: Clock;
  /** Stable over renders. */
  readonly text: (now: TraceTime) => string;
  readonly className?: string | undefined;
  readonly title?: string;
}

/** Text of the present time, written straight into the page: React does not render while time passes. */
export function LiveText({ clock, text, className, title }: LiveTextProps) {
  const element = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const write = (): void => {
      const next = text(clock.now());
      if (element.current && element.current.textContent !== next) element.current.textContent = next;
    };
    write();
    return clock.subscribe(write);
  }, [clock, text]);
  return <span ref={element} className={className} title={title} />;
}
