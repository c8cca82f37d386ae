import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { ReviewTarget } from '../schema/generated/types.ts';
import type { Transport } from '../timeline/clock.ts';
import type { RegionLink } from '../timeline/region-link.ts';
import type { ViewStore } from '../timeline/view-store.ts';
import type { Trace } from '../trace/trace.ts';
import type { Draft } from './kept-reviews.ts';
import { useReview, useReviewStore } from './review-context.ts';
import styles from './review.module.css';
import { targetKey, targetTime } from './targets.ts';
import { useTargets } from './use-targets.ts';

/** What of an open trace comments hang on. */
export interface Reviewed {
  readonly trace: Trace;
  readonly clock: Transport;
  readonly view: ViewStore;
  readonly regions: RegionLink;
}

interface ComposerProps extends Reviewed {
  readonly draft: Draft;
  /** What the words are, for who does not see where they stand. */
  readonly label: string;
  readonly send: string;
}

/** Words that are being written. Each letter is kept; typing stops what plays, and sending lets it go on. */
export function Composer({ draft, label, send, ...reviewed }: ComposerProps) {
  const store = useReviewStore();
  const field = useRef<HTMLTextAreaElement>(null);
  /** It played when the typing began. */
  const played = useRef(false);
  const hintId = useId();
  const composing = useReview((state) => state.composing);
  const { clock, regions, trace } = reviewed;
  const { text, about } = draft;
  const words = text.trim();
  useEffect(() => {
    if (composing?.draft !== draft.id) return;
    field.current?.focus({ preventScroll: true });
    // All of it, with what it is about and what sends it.
    field.current?.form?.scrollIntoView({ block: 'nearest' });
  }, [composing, draft.id]);

  const type = (next: string): void => {
    pause();
    store.getState().saveDraft({ ...draft, text: next });
  };
  const pause = (): void => {
    if (!clock.playing) return;
    played.current = true;
    clock.pause();
  };
  const mark = (): void => {
    pause();
    regions.ask((marked) => {
      field.current?.focus();
      const now = store.getState().drafts.find(({ id }) => id === draft.id);
      if (!marked || !now) return;
      const { layer, time, box } = marked;
      const target = { kind: 'region', time_us: time, layer, ...box } as const;
      store.getState().saveDraft({ ...now, about: { kind: 'comment', target } });
    });
  };
  const onSend = (): void => {
    const form = field.current?.form;
    if (words === '' || !store.getState().send(draft)) return;
    if (form) leave(form);
    if (played.current) clock.play();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSend();
    } else if (event.key === 'Escape' && words === '') {
      event.preventDefault();
      leave(event.currentTarget);
      store.getState().dropDraft(draft.id);
    }
  };
  return (
    <form
      className={styles['composer']}
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {about.kind === 'comment' && (
        <TargetChoices
          {...reviewed}
          target={about.target}
          onChange={(target) => store.getState().saveDraft({ ...draft, about: { kind: 'comment', target } })}
        />
      )}
      <textarea
        ref={field}
        aria-label={label}
        aria-describedby={hintId}
        rows={3}
        maxLength={20_000}
        value={text}
        onChange={({ target }) => type(target.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles['row']}>
        <button type="submit" className="quiet-button" disabled={words === ''}>
          {send}
        </button>
        <button
          type="button"
          className={styles['plain']}
          onClick={({ currentTarget }) => {
            leave(currentTarget);
            store.getState().dropDraft(draft.id);
          }}
        >
          Discard
        </button>
        {about.kind === 'comment' && trace.videos.length > 0 && (
          <button type="button" className={styles['plain']} onClick={mark}>
            Mark on the picture
          </button>
        )}
        <small id={hintId}>{words === '' ? 'Ctrl+Enter sends' : 'Kept, not sent yet'}</small>
      </div>
    </form>
  );
}

/** The focus goes to what stays: the thread that it belongs to, else the drawer around. */
function leave(from: Element): void {
  const thread = from.closest('li')?.querySelector('button');
  (thread ?? from.closest<HTMLElement>('aside'))?.focus();
}

interface TargetChoicesProps extends Reviewed {
  readonly target: ReviewTarget;
  readonly onChange: (target: ReviewTarget) => void;
}

function TargetChoices({ trace, clock, view, target, onChange }: TargetChoicesProps) {
  /** The moment of which the choices are: the playhead's when somebody looks at them. */
  const [time, setTime] = useState(() => targetTime(target));
  const selection = useStore(view, (state) => state.selection);
  const choices = useTargets(trace, time, selection, target);
  return (
    <label className={styles['about']}>
      <span>About</span>
      <select
        value={targetKey(target)}
        onFocus={() => setTime(clock.now())}
        onChange={({ target: { value } }) => {
          const choice = choices.find((one) => targetKey(one.target) === value);
          if (choice) onChange(choice.target);
        }}
      >
        {choices.map((choice) => (
          <option key={targetKey(choice.target)} value={targetKey(choice.target)}>
            {choice.words}
          </option>
        ))}
      </select>
    </label>
  );
}
