/** What is to be captured again, of one trace or of many: what the rules found, and what people marked. Pure. */
import type { TimeRange, TraceTime } from '../base/time.ts';
import type { Finding, QcReport } from './judge.ts';
import { REASONS, type Action, type ReasonCode, type Severity } from './reason-codes.ts';

/** That a person wants something captured again. */
export interface RecaptureMark {
  /** Names the mark. */
  readonly id: string;
  /** undefined: the whole trace. */
  readonly range: TimeRange | undefined;
  readonly reason: ReasonCode;
  /** In the person's words; '' for none. */
  readonly note: string;
  /** id of the finding that it is about; undefined: of none. */
  readonly finding: string | undefined;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A trace, as far as the list wants it. */
export interface RecaptureSource {
  /** What people call it. */
  readonly label: string;
  /** Names its content: `sha256:` and the digest of `bundleDigest`. */
  readonly bundle: string;
  readonly family: string;
  readonly duration: TraceTime;
  /** See `orderSteps`. */
  readonly steps: number | undefined;
  /** undefined: it was not judged, and only marks are listed. */
  readonly report: Pick<QcReport, 'rules'> | undefined;
  readonly marks: readonly RecaptureMark[];
}

/** One thing to be captured again. */
export interface RecaptureEntry {
  /** undefined: the whole trace. */
  readonly range: TimeRange | undefined;
  readonly reason: ReasonCode;
  readonly severity: Severity;
  readonly action: Action;
  readonly owner: (typeof REASONS)[ReasonCode]['owner'];
  /** What is wrong: the finding's sentence, else what the reason means. */
  readonly message: string;
  readonly note: string;
  readonly finding: string | undefined;
  /** Who marked it, and when; undefined: the rules alone ask for it. */
  readonly marked: Pick<RecaptureMark, 'id' | 'by' | 'at'> | undefined;
}

/** What is to be captured again of one trace; `entries` may be none. */
export interface RecaptureTrace extends Omit<RecaptureSource, 'report' | 'marks'> {
  /** In time order; what concerns the whole trace comes first. */
  readonly entries: readonly RecaptureEntry[];
}

/** A trace that was judged, for the list. */
export function recaptureSource(report: QcReport, marks: readonly RecaptureMark[]): RecaptureSource {
  const { label, digest, family, duration, steps } = report.bundle;
  return { label, bundle: `sha256:${digest}`, family, duration, steps, report, marks };
}

/**
 * Of each trace, in the order given: everything that people marked, and every finding of the rules that calls for
 * another capture, is not waived, and is not marked anyhow.
 */
export function recaptureList(sources: readonly RecaptureSource[]): readonly RecaptureTrace[] {
  return sources.map(({ report, marks, ...trace }) => {
    const findings = report?.rules.flatMap((rule) => rule.findings) ?? [];
    const known = new Map(findings.map((finding) => [finding.id, finding]));
    const marked = new Set(marks.map(({ finding }) => finding));
    const entries = [
      ...marks.map((mark) => ofMark(mark, known.get(mark.finding ?? ''))),
      ...findings.filter(({ id, ...finding }) => isAsked(finding) && !marked.has(id)).map(ofFinding),
    ];
    return { ...trace, entries: entries.sort((a, b) => startOf(a) - startOf(b)) };
  });
}

/** Whether the rules ask for another capture of it. */
function isAsked({ reason, waiver }: Pick<Finding, 'reason' | 'waiver'>): boolean {
  const { action } = REASONS[reason];
  return !waiver && (action === 'recapture-segment' || action === 'recapture-trace');
}

function ofFinding({ id, range, reason, severity, message }: Finding): RecaptureEntry {
  const { action, owner } = REASONS[reason];
  const whole = action === 'recapture-trace';
  return {
    range: whole ? undefined : range,
    reason,
    severity,
    action,
    owner,
    message,
    note: '',
    finding: id,
    marked: undefined,
  };
}

function ofMark(
  { id, range, reason, note, finding, by, at }: RecaptureMark,
  found: Finding | undefined,
): RecaptureEntry {
  const { title, action, owner, severity } = REASONS[reason];
  return {
    range,
    reason,
    severity: found?.reason === reason ? found.severity : severity,
    action,
    owner,
    message: found?.message ?? title,
    note,
    finding,
    marked: { id, by, at },
  };
}

function startOf({ range }: RecaptureEntry): number {
  return range?.start ?? -1;
}
