import { Download, FileJson } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { asTraceError, isAbort, type TraceError } from '../../base/errors.ts';
import { isEncrypted } from '../../bundle/encrypted-name.ts';
import { bundleStem } from '../../bundle/bundle-stem.ts';
import type { ReviewStore } from '../../review/review-store.ts';
import { trackLook } from '../../timeline/track-look.ts';
import { CLIENT_NAME, writeClient } from '../../share/client-file.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { PaneTab } from '../layout-model.ts';
import { reviewsOf } from '../open-reviews.ts';
import { saveText } from '../save-text.ts';
import type { TraceSession } from '../session-store.ts';
import { Choice } from './Choice.tsx';
import { clientOf, draftOf, keepDraft, withStop, type ExportDraft } from './export-draft.ts';
import styles from './export.module.css';
import { Failure } from './Failure.tsx';
import { StopList } from './StopList.tsx';

interface ExportDialogProps {
  readonly session: TraceSession;
  readonly panes: readonly PaneTab[];
  /** ids of the panes that are in front. */
  readonly front: () => readonly string[];
  readonly onClose: () => void;
}

/** What a client is to get of the open trace, and that as a file. What was chosen stays while the trace is open. */
export function ExportDialog({ session, panes, front, onClose }: ExportDialogProps) {
  const { trace, clock, address } = session;
  const [draft, setDraft] = useState(() => draftOf(trace));
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<string | TraceError>();
  const [reviews, setReviews] = useState<ReviewStore>();
  const making = useRef<AbortController>(undefined);
  const ids = { title: useId(), from: useId(), text: useId() };
  useEffect(() => {
    void reviewsOf(trace).then(setReviews);
    return () => making.current?.abort();
  }, [trace]);
  const change = (next: ExportDraft): void => {
    keepDraft(trace, next);
    setDraft(next);
  };
  const present = trace.layers.filter(({ status }) => status === 'present' || status === 'empty');
  const client = clientOf(draft, {
    panes: panes.map(({ id }) => id),
    layers: trace.layers.map(({ id }) => id),
  });
  const stem = bundleStem(trace.label);
  const noPanes = draft.panesOff.size === panes.length;

  const save = async (): Promise<void> => {
    const controller = new AbortController();
    making.current = controller;
    setBusy(true);
    setOutcome('The trace is being read …');
    try {
      // What writes a zip is loaded when one is to be written.
      const { makeSingle } = await import('./make-single.ts');
      const review = draft.withReview ? reviews?.getState().review : undefined;
      const page = await makeSingle(trace, client, review, controller.signal);
      saveText(`${stem}.html`, page, 'text/html');
      setOutcome(`${stem}.html is saved. It opens from a disk, in any browser of the last years.`);
    } catch (error) {
      if (!isAbort(error)) setOutcome(asTraceError(error));
    }
    setBusy(false);
  };

  return (
    <Dialog title="Export for a client" wide onClose={onClose}>
      <div className={styles['fields']}>
        <label htmlFor={ids.title}>Title</label>
        <input
          id={ids.title}
          maxLength={200}
          value={draft.title}
          onChange={({ target }) => change({ ...draft, title: target.value })}
        />
        <label htmlFor={ids.from}>From</label>
        <input
          id={ids.from}
          maxLength={200}
          placeholder="Who sends it"
          value={draft.from}
          onChange={({ target }) => change({ ...draft, from: target.value })}
        />
        <label htmlFor={ids.text}>Words</label>
        <textarea
          id={ids.text}
          rows={3}
          maxLength={10_000}
          placeholder="What the client reads first"
          value={draft.text}
          onChange={({ target }) => change({ ...draft, text: target.value })}
        />
      </div>
      <StopList
        stops={draft.stops}
        now={clock.now()}
        onChange={(stops) => change({ ...draft, stops })}
        onAdd={() =>
          change(
            withStop(draft, {
              time: clock.now(),
              title: '',
              text: '',
              panes: front(),
            }),
          )
        }
      />
      <Choice
        legend="Panes that are shown"
        options={panes.map(({ id, title }) => ({ id, words: title }))}
        off={draft.panesOff}
        onChange={(panesOff) => change({ ...draft, panesOff })}
      />
      <Choice
        legend="Layers that go along; the others are not in the file"
        options={present.map(({ id, title, kind }) => ({ id, words: title ?? trackLook(kind).title }))}
        off={draft.layersOff}
        onChange={(layersOff) => change({ ...draft, layersOff })}
      />
      {reviews && <WithReview reviews={reviews} draft={draft} onChange={change} />}
      {draft.layersOff.size > 0 && (
        <p className={styles['note']}>
          The picture of the screen, the voice and words of the task may show what was in a layer that is left
          out.
        </p>
      )}
      {address && isEncrypted(address.pathname) && (
        <Notice severity="warning" title="The file is not encrypted, though the trace is.">
          Whoever has the file can read all of it.
        </Notice>
      )}
      <div role="status" className={styles['outcome']}>
        {typeof outcome === 'string' ? outcome : outcome && <Failure error={outcome} />}
      </div>
      <div className={styles['buttons']}>
        <button
          type="button"
          className="quiet-button"
          disabled={noPanes}
          title="For playhead export --client, which makes a folder, too"
          onClick={() => saveText(CLIENT_NAME, writeClient(client), 'application/json')}
        >
          <FileJson size={14} aria-hidden />
          Save the choice only
        </button>
        <button type="button" className="main-button" disabled={busy || noPanes} onClick={() => void save()}>
          <Download size={14} aria-hidden />
          {busy ? 'Making the file …' : 'Save one HTML file'}
        </button>
      </div>
    </Dialog>
  );
}

interface WithReviewProps {
  readonly reviews: ReviewStore;
  readonly draft: ExportDraft;
  readonly onChange: (draft: ExportDraft) => void;
}

/** Where something was said of the trace in this browser. */
function WithReview({ reviews, draft, onChange }: WithReviewProps) {
  const count = useStore(reviews, ({ review }) => review.events.length);
  if (count === 0) return null;
  return (
    <label className={styles['check']}>
      <input
        type="checkbox"
        checked={draft.withReview}
        onChange={({ target }) => onChange({ ...draft, withReview: target.checked })}
      />
      What reviewers say goes along, all of it, to be read
    </label>
  );
}
