import { FileJson } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { bundleStem } from '../../bundle/bundle-stem.ts';
import { PRIVACY_RULES } from '../../qc/secrets/privacy-rules.ts';
import { trackLook } from '../../timeline/track-look.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { saveText } from '../save-text.ts';
import type { TraceSession } from '../session-store.ts';
import { Choice } from './Choice.tsx';
import { CutList } from './CutList.tsx';
import styles from './export.module.css';
import { FoundList } from './FoundList.tsx';
import { PartList } from './PartList.tsx';
import { usePrivateScan, type PrivateScan } from './private-scan.ts';
import {
  faultOfTexts,
  hasCut,
  keepRedactDraft,
  planOf,
  redactDraftOf,
  withCut,
  type FoundRule,
  type RedactDraft,
} from './redact-draft.ts';

interface RedactDialogProps {
  readonly session: Pick<TraceSession, 'trace' | 'view' | 'clock'>;
  readonly onClose: () => void;
}

/** What is to be taken out of a copy, and that as the plan by which `playhead redact` makes one. */
export function RedactDialog({ session: { trace, view, clock }, onClose }: RedactDialogProps) {
  const [draft, setDraft] = useState(() => redactDraftOf(trace));
  const [saved, setSaved] = useState<string>();
  const scan = usePrivateScan(trace);
  const selection = useStore(view, (state) => state.selection);
  // The dialog shows one moment: what plays on behind it is another.
  const [now] = useState(() => clock.now());
  const ids = { by: useId(), texts: useId(), fault: useId() };
  const change = (part: Partial<RedactDraft>): void => {
    const next = { ...draft, ...part };
    keepRedactDraft(trace, next);
    setDraft(next);
    setSaved(undefined);
  };
  const present = trace.layers.filter(({ status }) => status === 'present');
  const fault = faultOfTexts(draft.texts);
  const plan = planOf(draft, foundBy(scan));
  const name = `${bundleStem(trace.label)}.redaction.json`;
  const videos = useMemo(
    () => trace.videos.filter(({ layer }) => !draft.layersOff.has(layer.id)),
    [trace, draft.layersOff],
  );

  return (
    <Dialog title="Redact a copy" wide onClose={onClose}>
      <p className={styles['lead']}>
        A plan says what goes. By it, <code>playhead redact</code> makes a copy, encodes picture and sound
        again, and proves that nothing of it is left. The trace itself stays as it is.
      </p>
      <FoundList scan={scan} stays={draft} onChange={change} />
      <div className={styles['tour']}>
        <h3>
          <label htmlFor={ids.texts}>Other texts, one a line</label>
        </h3>
        <textarea
          id={ids.texts}
          rows={3}
          maxLength={50_000}
          spellCheck={false}
          placeholder="Names of people, clients, hosts: exactly as they are seen"
          aria-invalid={fault !== undefined}
          aria-describedby={ids.fault}
          value={draft.texts}
          onChange={({ target }) => change({ texts: target.value })}
        />
        <p id={ids.fault} className={fault === undefined ? styles['note'] : styles['fault']} role="status">
          {fault ?? 'They stand in the plan: keep it as you would keep them.'}
        </p>
      </div>
      <CutList
        cuts={draft.cuts}
        marked={selection && !hasCut(draft, selection) ? selection : undefined}
        onChange={(cuts) => change({ cuts })}
        onAdd={(range) => change(withCut(draft, range))}
      />
      {videos.length > 0 && (
        <PartList
          videos={videos}
          now={now}
          marked={selection ?? undefined}
          parts={draft.parts}
          onChange={(parts) => change({ parts })}
        />
      )}
      <Choice
        legend="Layers that stay; of the others, nothing does"
        options={present.map(({ id, title, kind }) => ({ id, words: title ?? trackLook(kind).title }))}
        off={draft.layersOff}
        onChange={(layersOff) => change({ layersOff })}
      />
      {videos.length > 0 && (
        <p className={styles['note']}>
          The picture is not read: what stood on a terminal is most likely seen in it, too. Cut its time, or
          cover a part of the picture.
        </p>
      )}
      <div className={`${styles['fields']} ${styles['last']}`}>
        <label htmlFor={ids.by}>Decided by</label>
        <input
          id={ids.by}
          maxLength={200}
          placeholder="Your name: the copy records it"
          value={draft.by}
          onChange={({ target }) => change({ by: target.value })}
        />
      </div>
      <div role="status" className={styles['outcome']}>
        {saved !== undefined && (
          <>
            {saved} is saved. Now run <code>playhead redact BUNDLE --plan {saved} -o COPY</code>
          </>
        )}
        {saved === undefined && scan.status !== 'running' && !plan && wanting(draft, fault)}
      </div>
      <div className={styles['buttons']}>
        <button
          type="button"
          className="main-button"
          disabled={!plan || scan.status === 'running'}
          onClick={() => {
            saveText(name, `${JSON.stringify(plan, null, 2)}\n`, 'application/json');
            setSaved(name);
          }}
        >
          <FileJson size={14} aria-hidden />
          Save the plan
        </button>
      </div>
    </Dialog>
  );
}

/** What was found; where nobody could search, either rule may find something. */
function foundBy(scan: PrivateScan): readonly FoundRule[] {
  if (scan.status === 'running') return [];
  if (scan.status === 'failed') return PRIVACY_RULES.map((rule) => ({ rule, findings: [] }));
  return PRIVACY_RULES.flatMap((rule): readonly FoundRule[] => {
    const findings = scan.rules.find(({ id }) => id === rule)?.findings ?? [];
    return findings.length === 0 ? [] : [{ rule, findings: findings.map(({ id }) => id) }];
  });
}

/** Why there is no plan yet. */
function wanting({ by }: RedactDraft, fault: string | undefined): string {
  if (fault !== undefined) return 'One of the texts is too short, or there are too many.';
  return by.trim() === '' ? 'The plan wants the name of who decides.' : 'Nothing goes yet.';
}
