/** The reviews of an open trace: what people do, kept at once. Made per trace, passed by `ReviewContext`. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TimeRange } from '../base/time.ts';
import type { ReasonCode } from '../qc/reason-codes.ts';
import type { ReviewEvent, ReviewTarget } from '../schema/generated/types.ts';
import { eventOf, redoable, undoable, waiversOf, withEvent, withEvents, type Act } from './acts.ts';
import { isInformed } from './blind.ts';
import type { Claim } from './fields.ts';
import { indexedReviews } from './indexed-reviews.ts';
import type { Draft, DraftAbout, KeptReviews } from './kept-reviews.ts';
import { mergeReviews } from './merge.ts';
import { noReview, ordered, type Review } from './review.ts';
import { keepReviewer, keptReviewer } from './reviewer-name.ts';
import type { VerdictWord } from './state.ts';
import { isUncovered, keepUncovered } from './uncovered.ts';
import { newUuid } from './uuid.ts';

/**
 * What was said, and the verbs by which more is. What is in force is `reviewState(review)`. Each verb that says something
 * returns whether it could: nobody can before there is a name, which `asked` then asks for.
 */
export interface ReviewStoreState {
  readonly review: Review;
  /** Name of who reviews here; '' until it is given. */
  readonly by: string;
  /** Rises when a name is wanted. */
  readonly asked: number;
  /** Words that were not sent yet, the oldest first. */
  readonly drafts: readonly Draft[];
  /** The draft that is to have the focus: another object each time that it is asked for. */
  readonly composing: { readonly draft: string } | undefined;
  /** Whether this browser keeps it; else it lasts as long as the page. */
  readonly kept: boolean;
  /** Somebody asked in this browser to see what others decided, before they decided themselves. */
  readonly uncovered: boolean;

  readonly setName: (name: string) => void;
  /** Shows what others decided: a verdict that follows is no independent one. */
  readonly uncover: () => void;
  readonly comment: (target: ReviewTarget, text: string) => boolean;
  readonly reply: (comment: string, text: string) => boolean;
  readonly edit: (entry: string, text: string) => boolean;
  /** Takes the words of a comment or reply of one's own back. */
  readonly withdraw: (entry: string) => boolean;
  readonly resolve: (comment: string) => boolean;
  readonly reopen: (comment: string) => boolean;
  /** Lets a finding pass. */
  readonly waive: (finding: string, reason: string) => boolean;
  /** Lets several pass for one reason, at once. */
  readonly waiveAll: (findings: readonly string[], reason: string) => boolean;
  readonly unwaive: (finding: string) => boolean;
  readonly markRecapture: (mark: RecaptureAct) => boolean;
  /** `mark`: id of the mark. */
  readonly unmarkRecapture: (mark: string) => boolean;
  /** `score` null: none any more. */
  readonly score: (rubric: string, criterion: string, score: number | null, note?: string) => boolean;
  /** `verdict` null: none any more. */
  readonly giveVerdict: (verdict: VerdictWord | null, note?: string) => boolean;
  /** Says whether a moment of decision was really given a reason. */
  readonly confirmReason: (moment: TimeRange, confirmed: boolean) => boolean;
  /** Takes back what was done last under this name; undefined where nothing is left. */
  readonly undo: () => ReviewEvent | undefined;
  readonly redo: () => ReviewEvent | undefined;
  /** Says one of several things once more that are in conflict, in place of all of them. */
  readonly settle: (claim: Claim) => boolean;
  /** Begins words about something, or goes on with those that were begun. */
  readonly compose: (about: DraftAbout) => void;
  /** Keeps words that are being written; call it with each letter. */
  readonly saveDraft: (draft: Draft) => void;
  readonly dropDraft: (id: string) => void;
  /** Says what a draft is, in place of it. */
  readonly send: (draft: Draft) => boolean;
  /** Puts the events of another file of the same bundle to these; returns how many were new. Throws as `mergeReviews`. */
  readonly merge: (other: Review, source: string) => number;
  /** Takes over what other pages of this browser add, until the returned function is called. */
  readonly watch: () => () => void;
}

export interface RecaptureAct {
  readonly range: TimeRange;
  readonly code: ReasonCode;
  readonly note: string;
  /** id of the finding that it comes of. */
  readonly finding?: string | undefined;
}

export type ReviewStore = StoreApi<ReviewStoreState>;

/** What this browser keeps, opened once. */
let browser: KeptReviews | undefined;

/** Resolves once what was kept is read; where nothing can be kept, it begins empty. */
export async function openReviewStore(
  bundleId: string,
  keep: KeptReviews = (browser ??= indexedReviews()),
): Promise<ReviewStore> {
  const found = await keep.load(bundleId).catch(() => undefined);
  const drafts = found?.drafts.filter(({ text }) => text.trim() !== '') ?? [];
  const blank = found?.drafts.filter(({ text }) => text.trim() === '') ?? [];
  // One that stays is left out again the next time.
  await Promise.allSettled(blank.map(({ id }) => keep.dropDraft(bundleId, id)));
  return createStore<ReviewStoreState>()((set, get) => {
    const keeping = (work: Promise<void>): void => {
      // What is said stays on the page, and people are told that it is there alone.
      work.catch(() => set({ kept: false }));
    };
    /** Each write takes all with it that is not known to be kept: an event without those before it could not be read. */
    const unkept = { events: new Set<ReviewEvent>(), sent: new Set<string>() };
    const keepEvents = (events: readonly ReviewEvent[], sent?: string): void => {
      for (const event of events) unkept.events.add(event);
      if (sent !== undefined) unkept.sent.add(sent);
      const [written, gone] = [[...unkept.events], [...unkept.sent]];
      keeping(
        keep.add(bundleId, written, gone).then(() => {
          for (const event of written) unkept.events.delete(event);
          for (const id of gone) unkept.sent.delete(id);
          set({ kept: true });
        }),
      );
    };
    const isNamed = (): boolean => {
      const { by, asked } = get();
      if (by === '') set({ asked: asked + 1 });
      return by !== '';
    };
    const say = (act: Act, sent?: string): boolean => {
      if (!isNamed()) return false;
      const { review, by, drafts, uncovered } = get();
      const informed = act.kind === 'verdict' && isInformed(review, by, uncovered);
      const event = eventOf(
        review,
        { by, at: new Date(), id: newUuid() },
        informed ? { ...act, informed: true } : act,
      );
      set({ review: withEvent(review, event), drafts: drafts.filter(({ id }) => id !== sent) });
      keepEvents([event], sent);
      return true;
    };
    const takeBack = (event: ReviewEvent | undefined): ReviewEvent | undefined =>
      event && say({ kind: 'undo', event: event.id }) ? event : undefined;
    const put = (other: Review, source: string): readonly ReviewEvent[] => {
      const { review } = get();
      const merged = mergeReviews(review, other, source);
      if (merged.events.length === review.events.length) return [];
      const known = new Set(review.events.map(({ id }) => id));
      set({ review: merged });
      return merged.events.filter(({ id }) => !known.has(id));
    };
    const look = async (): Promise<void> => {
      const events = await keep.events(bundleId);
      put({ bundleId, events }, 'another page');
    };
    return {
      review: found ? { bundleId, events: ordered(found.events, 'this browser') } : noReview(bundleId),
      by: keptReviewer(),
      asked: 0,
      drafts,
      composing: undefined,
      kept: found !== undefined,
      uncovered: isUncovered(bundleId),
      setName(name) {
        set({ by: keepReviewer(name) });
      },
      uncover() {
        keepUncovered(bundleId);
        set({ uncovered: true });
      },
      comment: (target, text) => say({ kind: 'comment', target, text }),
      reply: (comment, text) => say({ kind: 'reply', comment, text }),
      edit: (entry, text) => say({ kind: 'edit', entry, text }),
      withdraw: (entry) => say({ kind: 'withdraw', entry }),
      resolve: (comment) => say({ kind: 'resolve', comment }),
      reopen: (comment) => say({ kind: 'reopen', comment }),
      waive: (finding, reason) => say({ kind: 'waive', finding, reason }),
      waiveAll(findings, reason) {
        if (!isNamed()) return false;
        const { review, by } = get();
        const events = waiversOf(review, { by, at: new Date(), newId: newUuid }, findings, reason);
        set({ review: withEvents(review, events) });
        keepEvents(events);
        return true;
      },
      unwaive: (finding) => say({ kind: 'unwaive', finding }),
      markRecapture: ({ range: { start, end }, code, note, finding }) =>
        say({
          kind: 'mark_recapture',
          range_us: [start, end],
          code,
          note,
          ...(finding !== undefined && { finding }),
        }),
      unmarkRecapture: (mark) => say({ kind: 'unmark_recapture', mark }),
      score: (rubric, criterion, score, note = '') => say({ kind: 'score', rubric, criterion, score, note }),
      giveVerdict: (verdict, note = '') => say({ kind: 'verdict', verdict, note }),
      confirmReason: ({ start, end }, confirmed) =>
        say({ kind: 'confirm_reason', range_us: [start, end], confirmed }),
      undo: () => takeBack(undoable(get().review, get().by)),
      redo: () => takeBack(redoable(get().review, get().by)),
      settle({ id: _id, clock: _clock, at: _at, by: _by, replaces: _replaces, ...act }) {
        return say(act);
      },
      compose(about) {
        const begun = get().drafts.find((draft) => goesOn(draft, about));
        const draft = begun ? { ...begun, about } : { id: newUuid(), about, text: '' };
        get().saveDraft(draft);
        set({ composing: { draft: draft.id } });
      },
      saveDraft(draft) {
        const { drafts } = get();
        const isKnown = drafts.some(({ id }) => id === draft.id);
        set({
          drafts: isKnown
            ? drafts.map((other) => (other.id === draft.id ? draft : other))
            : [...drafts, draft],
        });
        keeping(keep.putDraft(bundleId, draft));
      },
      dropDraft(id) {
        set(({ drafts }) => ({ drafts: drafts.filter((draft) => draft.id !== id) }));
        keeping(keep.dropDraft(bundleId, id));
      },
      send: ({ id, about, text }) => {
        const words = text.trim();
        return say(about.kind === 'verdict' ? { ...about, note: words } : { ...about, text: words }, id);
      },
      merge(other, source) {
        const added = put(other, source);
        if (added.length > 0) keepEvents(added);
        return added.length;
      },
      watch() {
        keeping(look());
        return keep.watch(bundleId, () => keeping(look()));
      },
    };
  });
}

/** Whether words about something are those of a draft: of a new comment, one that says nothing yet. */
function goesOn({ about, text }: Draft, next: DraftAbout): boolean {
  switch (next.kind) {
    case 'comment':
      return about.kind === 'comment' && text.trim() === '';
    case 'reply':
      return about.kind === 'reply' && about.comment === next.comment;
    case 'edit':
      return about.kind === 'edit' && about.entry === next.entry;
    case 'verdict':
      return about.kind === 'verdict';
  }
}
