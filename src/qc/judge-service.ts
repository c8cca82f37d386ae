/** Judges a bundle that another thread has. */
import type { Remote } from '../base/rpc.ts';
import { borrowedBundle, type LentBundle } from '../bundle/lent-bundle.ts';
import { openTrace } from '../trace/open-trace.ts';
import type { Verifications } from '../trace/verifications.ts';
import type { JudgeProgress } from './facts.ts';
import { judge, type QcReport } from './judge.ts';
import { parseProfile, standardProfile } from './profile.ts';
import { onlyRules } from './secrets/values.ts';
import { readWhole, type WholeBundle, type WholeRequest } from './whole-bundle.ts';

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
  /** ids of the rules that judge; undefined: all. */
  readonly only?: readonly string[] | undefined;
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
  async judge({ label, profile, only, reviewless, compare, verifications }: JudgeRequest): Promise<QcReport> {
    const used = profile ? parseProfile(profile.text, profile.source) : standardProfile();
    const page = this.#page();
    const trace = await openTrace(borrowedBundle(label, page));
    return judge(trace, {
      profile: only ? onlyRules(used, only) : used,
      reviewless,
      compare,
      verifications,
      onProgress: inSteps((progress) => void page.progress(progress)),
    });
  }

  /** As `readWhole`. */
  readWhole({ label, ...request }: WholeRequest & Pick<JudgeRequest, 'label'>): Promise<WholeBundle> {
    const page = this.#page();
    return readWhole(
      borrowedBundle(label, page),
      request,
      inSteps((progress) => void page.progress(progress)),
    );
  }
}

/** Passes on what is told of progress, as far as it is news. */
function inSteps(tell: (progress: JudgeProgress) => void): (progress: JudgeProgress) => void {
  let told: JudgeProgress | undefined;
  return (progress) => {
    const { step, name, done } = progress;
    if (told?.step === step && told.name === name && done - told.done < STEP) return;
    told = progress;
    tell(progress);
  };
}
