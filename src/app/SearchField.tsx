import { ArrowDown, ArrowUp, CaseSensitive, Regex, WholeWord } from 'lucide-react';
import { useEffect, useId, useRef, type KeyboardEvent } from 'react';
import { describeProblem } from '../base/describe-error.ts';
import type { TraceError } from '../base/errors.ts';
import { MAX_QUERY, type Query } from '../search/query.ts';
import { IconButton } from '../ui/IconButton.tsx';
import styles from './SearchDrawer.module.css';

interface SearchFieldProps {
  readonly query: Query;
  /** Whenever it rises, the field takes the focus. */
  readonly asked: number;
  /** Why nothing can be found. */
  readonly error: TraceError | undefined;
  readonly hasHits: boolean;
  readonly onQuery: (query: Query) => void;
  readonly onStep: (direction: 1 | -1) => void;
  /** The focus is to go to the list. */
  readonly onList: () => void;
}

/** Ways to look, each with the key of the field that switches it. */
const WAYS = [
  { way: 'matchCase', label: 'Match case', icon: CaseSensitive, code: 'KeyC', hint: 'Alt+C' },
  { way: 'wholeWord', label: 'Whole words', icon: WholeWord, code: 'KeyW', hint: 'Alt+W' },
  { way: 'pattern', label: 'Regular expression', icon: Regex, code: 'KeyR', hint: 'Alt+R' },
] as const;

/** What to look for, and how. Enter goes to the next hit, with Shift to the one before; the down arrow to the list. */
export function SearchField(props: SearchFieldProps) {
  const { query, asked, error, hasHits, onQuery, onStep, onList } = props;
  const input = useRef<HTMLInputElement>(null);
  const errorId = useId();
  const { title, advice } = error ? describeProblem(error) : { title: '', advice: '' };
  useEffect(() => {
    if (asked === 0) return;
    input.current?.focus();
    input.current?.select();
  }, [asked]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const way = event.altKey ? WAYS.find(({ code }) => code === event.code)?.way : undefined;
    if (way) onQuery({ ...query, [way]: !query[way] });
    else if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
    else if (event.key === 'ArrowDown') onList();
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles['ask']}>
      <div className={styles['line']}>
        <div className={styles['field']} data-wrong={error !== undefined || undefined}>
          <input
            ref={input}
            type="text"
            inputMode="search"
            aria-label="Search the trace"
            aria-invalid={error !== undefined}
            aria-describedby={error ? errorId : undefined}
            placeholder="Words in anything recorded"
            spellCheck={false}
            autoComplete="off"
            maxLength={MAX_QUERY}
            value={query.text}
            onChange={({ target }) => onQuery({ ...query, text: target.value })}
            onKeyDown={onKeyDown}
          />
          {WAYS.map(({ way, label, icon, hint }) => (
            <IconButton
              key={way}
              icon={icon}
              label={label}
              hint={hint}
              aria-pressed={query[way]}
              onClick={() => onQuery({ ...query, [way]: !query[way] })}
            />
          ))}
        </div>
        <IconButton
          icon={ArrowUp}
          label="Previous hit"
          command="hit-back"
          aria-disabled={!hasHits}
          onClick={() => onStep(-1)}
        />
        <IconButton
          icon={ArrowDown}
          label="Next hit"
          command="hit-forward"
          aria-disabled={!hasHits}
          onClick={() => onStep(1)}
        />
      </div>
      {error && (
        <p id={errorId} className={styles['wrong']} role="alert">
          {title} {advice}
        </p>
      )}
    </div>
  );
}
