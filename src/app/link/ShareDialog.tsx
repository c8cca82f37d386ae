import { Copy, Share2 } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { formatInstant } from '../../base/describe-error.ts';
import { isAbort } from '../../base/errors.ts';
import type { TimeWords } from '../../base/time-words.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useTimeWords } from '../../ui/time-words.ts';
import type { BatchAround } from '../batch-around.ts';
import { keyFragmentOf } from '../link-key.ts';
import { addressOf } from '../trace-address.ts';
import { cleanNote, MAX_NOTE, type UrlState } from '../url-state.ts';
import { copied } from './copied.ts';
import { limitsOf, spanWords, type Limit } from './link-limits.ts';
import { carrying, hasPart, LINK_PARTS, type LinkPart } from './link-parts.ts';
import styles from './ShareDialog.module.css';
import { shownLink } from './shown-link.ts';
import { stateOf, type Linked } from './view-state.ts';

interface ShareDialogProps {
  readonly linked: Linked;
  /** Index of the frame that is shown, where there is a video. */
  readonly frame: number | undefined;
  readonly around: BatchAround | undefined;
  /** Shows a short word. */
  readonly say: (text: string) => void;
  readonly onClose: () => void;
}

/** What a link is to carry, and the link. It is of the moment at which the dialog was opened. */
export function ShareDialog({ linked, frame, around, say, onClose }: ShareDialogProps) {
  const { session } = linked;
  const [state] = useState(() => stateOf(linked));
  const [parts, setParts] = useState<ReadonlySet<LinkPart>>(new Set(LINK_PARTS));
  // What came with a link was written by somebody else.
  const [text, setText] = useState('');
  // It goes along only where somebody says so.
  const [withKey, setWithKey] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [now] = useState(() => Date.now());
  const words = useTimeWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const ids = { parts: useId(), note: useId(), link: useId(), length: useId() };
  const note = cleanNote(text);
  const plain = addressOf(session, carrying(state, parts, note === '' ? undefined : note), around)?.href;
  const key = keyFragmentOf(session.address?.href ?? '');
  const link = plain !== undefined && key !== undefined && withKey ? `${plain}&${key}` : plain;
  const limits = limitsOf(session.address, location, now, around?.address);
  const useless = link === undefined || limits.some((limit) => limit.kind === 'signed' && limit.over);

  const copy = async (): Promise<void> => {
    if (link === undefined) return;
    if (await copied(link)) {
      say(`Link copied: ${link.length} characters.`);
      onClose();
      return;
    }
    setRefused('This page may not use the clipboard: the link is marked, copy it yourself.');
    requestAnimationFrame(() => field.current?.select());
  };
  const share = async (): Promise<void> => {
    if (link === undefined) return;
    try {
      await navigator.share({ title: document.title, url: link, ...(note !== '' && { text: note }) });
      onClose();
    } catch (error) {
      if (!isAbort(error)) setRefused('This device could not share it: copy the link instead.');
    }
  };

  return (
    <Dialog title="Share a link" onClose={onClose}>
      <fieldset className={styles['parts']}>
        <legend>The link carries</legend>
        {LINK_PARTS.map((part) => {
          const there = hasPart(state, part);
          return (
            <label key={part} data-off={!there || undefined}>
              <input
                type="checkbox"
                checked={there && parts.has(part)}
                disabled={!there}
                onChange={({ target }) => {
                  const next = new Set(parts);
                  if (target.checked) next.add(part);
                  else next.delete(part);
                  setParts(next);
                }}
              />
              <span>{TITLES[part]}</span>
              <bdi className={styles['detail']}>{detailOf(part, state, frame, words)}</bdi>
            </label>
          );
        })}
        {key !== undefined && (
          <label>
            <input type="checkbox" checked={withKey} onChange={({ target }) => setWithKey(target.checked)} />
            <span>Its key</span>
            <bdi className={styles['detail']}>
              {withKey ? 'whoever has the link can read all of it' : 'whoever opens the link is asked for it'}
            </bdi>
          </label>
        )}
      </fieldset>
      <label className={styles['label']} htmlFor={ids.note}>
        Comment for whoever opens it
      </label>
      <textarea
        id={ids.note}
        className={styles['note']}
        rows={2}
        maxLength={MAX_NOTE}
        placeholder="Look at the red test …"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {limits.map((limit) => (
        <LimitNotice
          key={limit.kind}
          limit={limit}
          withKey={withKey}
          now={now}
          moment={state.time === undefined ? '' : words.moment(state.time)}
        />
      ))}
      {link !== undefined && (
        <>
          <div className={styles['label']}>
            <label htmlFor={ids.link}>The link</label>
            <output id={ids.length} htmlFor={ids.link}>
              {link.length} characters
            </output>
          </div>
          <textarea
            ref={field}
            id={ids.link}
            className={styles['link']}
            rows={5}
            readOnly
            aria-describedby={ids.length}
            value={refused === undefined ? shownLink(link) : link}
            onFocus={({ target }) => target.select()}
          />
        </>
      )}
      <p className={styles['refused']} role="status">
        {refused}
      </p>
      <div className={styles['buttons']}>
        <button type="button" className="quiet-button" onClick={onClose}>
          Cancel
        </button>
        {'share' in navigator && (
          <button type="button" className="quiet-button" disabled={useless} onClick={() => void share()}>
            <Share2 size={14} aria-hidden />
            Share …
          </button>
        )}
        <button type="button" className="main-button" disabled={useless} onClick={() => void copy()}>
          <Copy size={14} aria-hidden />
          Copy the link
        </button>
      </div>
    </Dialog>
  );
}

const TITLES: Readonly<Record<LinkPart, string>> = {
  moment: 'This moment',
  range: 'Marked range',
  panes: 'Panes and layout',
  selection: 'Search and selection',
};

function detailOf(part: LinkPart, state: UrlState, frame: number | undefined, words: TimeWords): string {
  const { time, range, layout, dock, pane, views, side, find, selection } = state;
  switch (part) {
    case 'moment': {
      const frameWords = frame === undefined ? '' : `, frame ${frame}`;
      return time === undefined ? '' : `${words.moment(time)}${frameWords}`;
    }
    case 'range':
      return range ? `${words.moment(range.start)} – ${words.end(range.end)}` : 'none is marked';
    case 'panes':
      return [
        `${layout ?? ''}${dock === undefined ? '' : ', as you have it'}`,
        pane === undefined ? '' : `${pane} alone`,
        views ? `${views.size} ${views.size === 1 ? 'thing' : 'things'} set in panes` : '',
        side === undefined ? '' : `${SIDE_WORDS[side]} open`,
      ]
        .filter((one) => one !== '')
        .join('; ');
    case 'selection':
      if (selection?.kind === 'finding') return `the finding ${selection.id}`;
      if (!find) return 'nothing is searched for or chosen';
      return `“${find.text}”${selection ? `, the hit at ${words.moment(selection.time)}` : ''}`;
  }
}

const SIDE_WORDS = { sync: 'times', quality: 'quality', review: 'review' } as const;

interface LimitNoticeProps {
  readonly limit: Limit;
  /** The link carries the key of the trace. */
  readonly withKey: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The moment, for who has no link. */
  readonly moment: string;
}

/** What keeps the link from leading there. */
function LimitNotice({ limit, withKey, now, moment }: LimitNoticeProps) {
  switch (limit.kind) {
    case 'files':
      return (
        <Notice severity="warning" title="A link cannot carry this trace: it was opened from this computer.">
          Put the bundle on a web server, open it from there, and share that. Or send the file itself, and say
          which moment you mean: {moment}.
        </Notice>
      );
    case 'encrypted':
      return withKey ? (
        <Notice severity="warning" title="The link carries the key of this encrypted trace.">
          Whoever has the link can read all of the trace, for as long as the file is there. Send it to nobody
          else, and post it nowhere.
        </Notice>
      ) : (
        <Notice severity="info" title="The link does not carry the key of this encrypted trace.">
          Whoever opens it is asked for the key: tell it to them another way, or add &key=… to the link
          yourself.
        </Notice>
      );
    case 'machine':
      return (
        <Notice severity="info" title="The link works on this computer alone.">
          The page or the trace comes from localhost. Host both for others to open it.
        </Notice>
      );
    case 'signed':
      return limit.over ? (
        <Notice
          severity="warning"
          title={`The address of the ${limit.of} expired at ${formatInstant(limit.expires)}: a link to it opens nothing any more.`}
        >
          Have it signed anew, open it by the new address, and share that.
        </Notice>
      ) : (
        <Notice
          severity="info"
          title={`The link works until ${formatInstant(limit.expires)}, for ${spanWords(limit.expires - now)}.`}
        >
          The address of the {limit.of} is signed until then, and until then whoever has the link can read all
          of it. The signature goes along with the link, and is not shown here.
        </Notice>
      );
  }
}
