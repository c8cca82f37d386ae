import {
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
  type ReactNode,
  type SyntheticEvent,
} from 'react';
import { useStore } from 'zustand';
import { REASONS, type ReasonCode } from '../qc/reason-codes.ts';
import type { ReviewStore } from '../review/review-store.ts';
import styles from './QcDrawer.module.css';

interface WaiveFormProps {
  readonly reviews: ReviewStore;
  /** How many other findings of the rule could be waived for the same reason. */
  readonly others: number;
  readonly onWaive: (reason: string, all: boolean) => void;
  readonly onCancel: () => void;
}

/** Asks why a finding may pass. */
export function WaiveForm({ reviews, others, onWaive, onCancel }: WaiveFormProps) {
  const [reason, setReason] = useState('');
  const [all, setAll] = useState(false);
  return (
    <Form
      label="Waive the finding"
      submit="Waive"
      reviews={reviews}
      ready={reason.trim() !== ''}
      onSubmit={() => onWaive(reason.trim(), all)}
      onCancel={onCancel}
    >
      <Field label="Why it may pass" value={reason} focused onChange={setReason} />
      {others > 0 && (
        <label className={styles['check']}>
          <input type="checkbox" checked={all} onChange={({ target }) => setAll(target.checked)} />
          {others === 1
            ? 'The other finding of this rule, too'
            : `The other ${others} findings of this rule, too`}
        </label>
      )}
    </Form>
  );
}

interface MarkFormProps {
  readonly reviews: ReviewStore;
  readonly reason: ReasonCode;
  readonly onMark: (reason: ReasonCode, note: string) => void;
  readonly onCancel: () => void;
}

const CODES = Object.keys(REASONS) as readonly ReasonCode[];

/** Asks why something is to be captured again. */
export function MarkForm({ reviews, reason, onMark, onCancel }: MarkFormProps) {
  const [code, setCode] = useState(reason);
  const [note, setNote] = useState('');
  const id = useId();
  return (
    <Form
      label="Mark for re-capture"
      submit="Mark"
      reviews={reviews}
      ready
      onSubmit={() => onMark(code, note.trim())}
      onCancel={onCancel}
    >
      <div className={styles['field']}>
        <label htmlFor={id}>Reason</label>
        <FocusedSelect id={id} value={code} onChange={setCode} />
      </div>
      <Field label="Note (may be left empty)" value={note} onChange={setNote} />
    </Form>
  );
}

interface FocusedSelectProps {
  readonly id: string;
  readonly value: ReasonCode;
  readonly onChange: (code: ReasonCode) => void;
}

function FocusedSelect({ id, value, onChange }: FocusedSelectProps) {
  const select = useFocused<HTMLSelectElement>(true);
  return (
    <select
      ref={select}
      id={id}
      value={value}
      onChange={({ target }) => {
        const chosen = CODES.find((code) => code === target.value);
        if (chosen) onChange(chosen);
      }}
    >
      {CODES.map((code) => (
        <option key={code} value={code}>
          {code}: {REASONS[code].title}
        </option>
      ))}
    </select>
  );
}

interface FormProps {
  readonly label: string;
  readonly submit: string;
  readonly reviews: ReviewStore;
  readonly ready: boolean;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** What is said is said by somebody: a name is asked for as long as there is none. Escape leaves it. */
function Form({ label, submit, reviews, ready, onSubmit, onCancel, children }: FormProps) {
  const by = useStore(reviews, (state) => state.by);
  const [name, setName] = useState('');
  const nameless = by === '';
  const allowed = ready && (!nameless || name.trim() !== '');
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!allowed) return;
    if (nameless) reviews.getState().setName(name);
    onSubmit();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape comes up from its parts
    <form
      className={styles['form']}
      aria-label={label}
      onSubmit={send}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
    >
      {children}
      {nameless && <Field label="Your name, which stands beside it" value={name} onChange={setName} />}
      <div className={styles['buttons']}>
        <button type="submit" className="quiet-button" disabled={!allowed}>
          {submit}
        </button>
        <button type="button" className="quiet-button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly focused?: boolean;
  readonly onChange: (value: string) => void;
}

/** Characters at most: a line or some, not a file. */
const MAX_LENGTH = 2_000;

function Field({ label, value, focused = false, onChange }: FieldProps) {
  const id = useId();
  const input = useFocused<HTMLInputElement>(focused);
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        ref={input}
        id={id}
        value={value}
        maxLength={MAX_LENGTH}
        autoComplete="off"
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}

/** A form is opened by a person: what it asks first has the focus. */
function useFocused<T extends HTMLElement>(focused: boolean) {
  const element = useRef<T>(null);
  useEffect(() => {
    if (focused) element.current?.focus();
  }, [focused]);
  return element;
}

/** Calls once a form that was shown has gone: what is to have the focus then may be hidden as long as there is one. */
export function useFormGone(shown: boolean, onGone: () => void): void {
  const before = useRef(shown);
  const gone = useEffectEvent(onGone);
  useEffect(() => {
    if (before.current && !shown) gone();
    before.current = shown;
  }, [shown]);
  // What it was about may go with it; whoever has moved on stays where they are.
  useEffect(
    () => () => {
      if (before.current && document.activeElement === document.body) gone();
    },
    [],
  );
}
