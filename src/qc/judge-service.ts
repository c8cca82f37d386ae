/** Judges a bundle that another thread has. */
import type { Remote } from '../base/rpc.ts';
import { borrowedBundle, type LentBundle } from '../bundle/lent-bundle.ts';
import { openTrace } from '../trace/open-trace.ts';
import type { Verifications } from '../trace/verifications.ts';
import type { JudgeProgress } from './facts.ts';
import { judge, type QcReport } from './judge.ts';
import { parseProfile, standardProfile } from './profile.ts';

/** What the page offers. */
export interface JudgePage extends LentBundle {
  progress(progress: JudgeProgress): void;
}

/** What is to be judged, and how; see `JudgeOptions`. */
export interface JudgeRequest {
  /** What people call the bundle. */
  readonly label: string;
  /** The text of a profile file, and its name; undefined: the standard profile. */
  readonly profile: { readonly text: string; readonly source: string } | undefined;
  readonly reviewless: boolean;
  readonly compare: boolean;
  /** What stands beside the bundle of re-runs. */
  readonly verifications: Verifications | undefined;
}

/** Progress is told when so much more is done, in [0, 1]: a gigabyte has too many pieces to tell of each. */
const STEP = 0.01;

export class JudgeService {
  readonly #page: () => Remote<JudgePage>;

  /** `page`: known once this is offered to it. */
  constructor(page: () => Remote<JudgePage>) {
    this.#page = page;
  }

  /** Rejects with `profile-invalid`, and with what opening the trace rejects with. */
  async judge({ label, profile, reviewless, compare, verifications }: JudgeRequest): Promise<QcReport> {
    const used = profile ? parseProfile(profile.text, profile.source) : standardProfile();
    const page = this.#page();
    const trace = await openTrace(borrowedBundle(label, page));
    let told: JudgeProgress | undefined;
    return judge(trace, {
      profile: used,
      reviewless,
      compare,
      verifications,
      onProgress: (progress) => {
        const { step, name, done } = progress;
        if (told?.step === step && told.name === name && done - told.done < STEP) return;
        told = progress;
        void page.progress(progress);
      },
    });
  }
}
