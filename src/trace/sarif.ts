/** SARIF 2.1.0 as linters really write it. Pure. */
import { TraceError } from '../base/errors.ts';
import { field, listField } from '../base/json.ts';
import { parseJson, textField } from './json-report.ts';
import { plainText } from './plain-text.ts';
import { placeOf, type DiagnosticPlace } from './sarif-place.ts';
import { describeRule, messageText, ruleOf, type DiagnosticRule } from './sarif-rule.ts';

export type DiagnosticLevel = 'error' | 'warning' | 'note' | 'none';

export interface Diagnostic extends DiagnosticPlace {
  readonly tool: string | undefined;
  /** Its rule's id. */
  readonly rule: string | undefined;
  readonly about: DiagnosticRule;
  readonly level: DiagnosticLevel;
  readonly message: string;
  /** Somebody said that it is to be ignored, and nobody objects: it is in no count. */
  readonly suppressed: boolean;
  readonly suppressions: readonly Suppression[];
  /** What else the report tells of it, by how many. */
  readonly more: MoreOfDiagnostic;
}

export interface Suppression {
  readonly where: 'inSource' | 'external';
  readonly status: 'accepted' | 'underReview' | 'rejected';
  readonly why: string | undefined;
}

export interface MoreOfDiagnostic {
  readonly codeFlows: number;
  readonly relatedPlaces: number;
  /** Places beyond the first one. */
  readonly otherPlaces: number;
  readonly fixes: number;
}

export interface LintReport {
  /** Suppressed ones too; neither passed checks, nor what is gone since a baseline. */
  readonly diagnostics: readonly Diagnostic[];
  /** False where no run gives its results: then it is not known whether there are any. */
  readonly known: boolean;
  /** A tool says that it did not get to the end. */
  readonly unfinished: boolean;
}

/** Throws `format-broken`. */
export function parseSarif(json: string, path: string): LintReport {
  const log = parseJson(json, path, 'SARIF');
  // §3.13.4: runs may be null where the tool could not start.
  const runs = field(log, 'runs') ?? [];
  if (field(log, 'version') === undefined || !Array.isArray(runs))
    throw new TraceError('format-broken', { path, format: 'SARIF', reason: 'it has no version and runs' });
  return {
    diagnostics: runs.flatMap((run: unknown) =>
      listField(run, 'results')
        .filter((result) => isFinding(result))
        .map((result) => diagnosticOf(result, run)),
    ),
    // §3.14.23: a run that looked and found nothing has an empty list; one without a list did not look.
    known: runs.some((run: unknown) => Array.isArray(field(run, 'results'))),
    unfinished: runs.some((run: unknown) =>
      listField(run, 'invocations').some((one) => field(one, 'executionSuccessful') === false),
    ),
  };
}

/** Without those that are suppressed; undefined where it is not known what was found. */
export function countDiagnostics({
  diagnostics,
  known,
}: LintReport): { readonly errors: number; readonly warnings: number } | undefined {
  if (!known) return undefined;
  const count = (level: DiagnosticLevel): number =>
    diagnostics.filter((one) => !one.suppressed && one.level === level).length;
  return { errors: count('error'), warnings: count('warning') };
}

function isFinding(result: unknown): boolean {
  const kind = field(result, 'kind');
  return kind !== 'pass' && kind !== 'notApplicable' && field(result, 'baselineState') !== 'absent';
}

function diagnosticOf(result: unknown, run: unknown): Diagnostic {
  const rule = ruleOf(result, run);
  const [place, ...otherPlaces] = listField(result, 'locations');
  const suppressions = listField(result, 'suppressions').map(suppressionOf);
  const message = messageText(field(result, 'message'), rule, run);
  return {
    tool: textField(run, 'tool', 'driver', 'name'),
    rule: textField(result, 'ruleId') ?? textField(result, 'rule', 'id') ?? textField(rule, 'id'),
    about: describeRule(rule),
    level: levelOf(result, rule),
    message: message ?? messageText(field(rule, 'shortDescription'), rule, run) ?? '(no message)',
    ...placeOf(place, run),
    // One suppression that nobody rejected or still reviews is enough.
    suppressed: suppressions.some(({ status }) => status === 'accepted'),
    suppressions,
    more: {
      codeFlows: listField(result, 'codeFlows').length,
      relatedPlaces: listField(result, 'relatedLocations').length,
      otherPlaces: otherPlaces.length,
      fixes: listField(result, 'fixes').length,
    },
  };
}

function suppressionOf(suppression: unknown): Suppression {
  const why = textField(suppression, 'justification');
  const status = field(suppression, 'status') ?? 'accepted';
  return {
    where: field(suppression, 'kind') === 'inSource' ? 'inSource' : 'external',
    // A status that is none of the three is not taken for a yes.
    status: status === 'accepted' || status === 'rejected' ? status : 'underReview',
    why: why === undefined ? undefined : plainText(why),
  };
}

/** §3.27.10: where a result has no level, its kind and then its rule tell; else it is a warning. */
function levelOf(result: unknown, rule: unknown): DiagnosticLevel {
  const kind = field(result, 'kind');
  const level =
    field(result, 'level') ??
    (kind !== undefined && kind !== 'fail' ? 'none' : field(rule, 'defaultConfiguration', 'level'));
  return level === 'error' || level === 'note' || level === 'none' ? level : 'warning';
}
