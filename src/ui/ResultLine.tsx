import { CircleCheck, CircleDashed, CircleHelp, CircleX, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './ResultLine.module.css';

/** `…-so-far`: it may still change. */
export type ResultSign = 'good' | 'bad' | 'unknown' | 'good-so-far' | 'bad-so-far' | 'open';

const ICONS: Readonly<Record<ResultSign, LucideIcon>> = {
  good: CircleCheck,
  bad: CircleX,
  unknown: CircleHelp,
  'good-so-far': CircleDashed,
  'bad-so-far': CircleDashed,
  open: CircleDashed,
};

interface ResultLineProps {
  readonly sign: ResultSign;
  readonly text: string;
  /** The result in words. */
  readonly result: string;
  /** Beside the result. */
  readonly facts: ReactNode;
  /** Below all of it. */
  readonly children?: ReactNode;
}

/** An item of a list: something that was asked for, and what came of it. */
export function ResultLine({ sign, text, result, facts, children }: ResultLineProps) {
  const Icon = ICONS[sign];
  return (
    <li className={styles['line']} data-sign={sign}>
      <Icon size={16} aria-hidden />
      <div className={styles['content']}>
        <p className={styles['text']} dir="auto">
          {text}
        </p>
        <p className={styles['facts']}>
          <span className={styles['result']}>{result}</span>
          {facts}
        </p>
        {children}
      </div>
    </li>
  );
}
