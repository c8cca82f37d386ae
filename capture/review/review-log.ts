import { monotonicUs } from '../../src/cli/capture/clock.ts';

export interface ReviewPlace {
  readonly file: string;
  /** Of the diff. */
  readonly side: 'old' | 'new';
  /** From 1. */
  readonly line: number;
  /** Head of the branch as it was read. */
  readonly commit: string;
}

/** Something that was said or done in a review: plain data. */
export interface ReviewRemark {
  readonly id: string;
  /** CLOCK_MONOTONIC, when the service had it. */
  readonly atUs: number;
  /** id of the actor. */
  readonly actor: string;
  readonly text?: string;
  /** id of the remark that began the thread. */
  readonly replyTo?: string;
  readonly place?: ReviewPlace;
  /** As it leaves its thread. */
  readonly state?: 'resolved';
  /** On the whole change. */
  readonly verdict?: Verdict;
}

export type Verdict = 'approved' | 'changes_requested';

export interface ReviewThread {
  /** From 1, in the order in which threads were begun. */
  readonly number: number;
  readonly first: ReviewRemark;
  readonly place: ReviewPlace;
  readonly answers: readonly ReviewRemark[];
  readonly isResolved: boolean;
}

/** What was said in one review, in order. */
export class ReviewLog {
  readonly remarks: ReviewRemark[] = [];

  add(remark: Omit<ReviewRemark, 'id' | 'atUs'>): void {
    this.remarks.push({ id: `r${this.remarks.length + 1}`, atUs: monotonicUs(), ...remark });
  }

  get threads(): readonly ReviewThread[] {
    return threadsOf(this.remarks);
  }

  /** undefined: none yet. */
  get verdict(): Verdict | undefined {
    return verdictOf(this.remarks);
  }
}

/** The threads on lines. */
export function threadsOf(remarks: readonly ReviewRemark[]): readonly ReviewThread[] {
  return remarks
    .flatMap((first) => (first.place ? [{ first, place: first.place }] : []))
    .map(({ first, place }, index) => {
      const answers = remarks.filter(({ replyTo }) => replyTo === first.id);
      const isResolved = answers.some(({ state }) => state === 'resolved');
      return { number: index + 1, first, place, answers, isResolved };
    });
}

/** The latest one. */
export function verdictOf(remarks: readonly ReviewRemark[]): Verdict | undefined {
  return remarks.findLast(({ verdict }) => verdict !== undefined)?.verdict;
}
