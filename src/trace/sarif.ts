/** SARIF 2.1.0 as linters really write it. Pure. */
import { TraceError } from '../base/errors.ts';
import { field, listField, numberField, parseJson, textField } from './json-report.ts';
import { plainText } from './plain-text.ts';

export type DiagnosticLevel = 'error' | 'warning' | 'note' | 'none';

export interface Diagnostic {
  readonly tool: string | undefined;
  readonly rule: string | undefined;
  readonly level: DiagnosticLevel;
  readonly message: string;
  /** Relative to the outermost base where there is one. */
  readonly file: string | undefined;
  /** From 1; undefined where the region counts characters or bytes, or there is none. */
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** The results that stand: neither suppressed, nor passed checks, nor gone since a baseline. Throws `format-broken`. */
export function parseSarif(json: string, path: string): readonly Diagnostic[] {
  const log = parseJson(json, path, 'SARIF');
  // SARIF 2.1.0 §3.13.4: runs may be null where the tool could not start.
  const runs = field(log, 'runs') ?? [];
  if (field(log, 'version') === undefined || !Array.isArray(runs))
    throw new TraceError('format-broken', { path, format: 'SARIF', reason: 'it has no version and runs' });
  return runs.flatMap((run: unknown) =>
    listField(run, 'results')
      .filter((result) => stands(result))
      .map((result) => diagnosticOf(result, run)),
  );
}

export function countDiagnostics(diagnostics: readonly Diagnostic[]): {
  readonly errors: number;
  readonly warnings: number;
} {
  const count = (level: DiagnosticLevel): number => diagnostics.filter((one) => one.level === level).length;
  return { errors: count('error'), warnings: count('warning') };
}

function stands(result: unknown): boolean {
  // One suppression that nobody rejected or still reviews is enough. A status is "accepted" where it is not given.
  const suppressed = listField(result, 'suppressions').some(
    (suppression) => (field(suppression, 'status') ?? 'accepted') === 'accepted',
  );
  const kind = field(result, 'kind');
  return (
    !suppressed && kind !== 'pass' && kind !== 'notApplicable' && field(result, 'baselineState') !== 'absent'
  );
}

function diagnosticOf(result: unknown, run: unknown): Diagnostic {
  const rule = ruleOf(result, run);
  const place = field(listField(result, 'locations')[0], 'physicalLocation');
  return {
    tool: textField(run, 'tool', 'driver', 'name'),
    rule: textField(result, 'ruleId') ?? textField(result, 'rule', 'id') ?? textField(rule, 'id'),
    level: levelOf(result, rule),
    message: messageOf(result, rule),
    file: fileOf(field(place, 'artifactLocation'), run),
    line: numberField(place, 'region', 'startLine'),
    column: numberField(place, 'region', 'startColumn'),
  };
}

function ruleOf(result: unknown, run: unknown): unknown {
  const rules = listField(run, 'tool', 'driver', 'rules');
  const index = numberField(result, 'ruleIndex') ?? numberField(result, 'rule', 'index') ?? -1;
  const id = textField(result, 'ruleId');
  return rules[index] ?? (id === undefined ? undefined : rules.find((rule) => field(rule, 'id') === id));
}

/** §3.27.10: where a result has no level, its kind and then its rule tell; else it is a warning. */
function levelOf(result: unknown, rule: unknown): DiagnosticLevel {
  const kind = field(result, 'kind');
  const level =
    field(result, 'level') ??
    (kind !== undefined && kind !== 'fail' ? 'none' : field(rule, 'defaultConfiguration', 'level'));
  return level === 'error' || level === 'note' || level === 'none' ? level : 'warning';
}

function messageOf(result: unknown, rule: unknown): string {
  const id = textField(result, 'message', 'id');
  const text =
    textField(result, 'message', 'text') ??
    (id === undefined ? undefined : textField(rule, 'messageStrings', id, 'text')) ??
    textField(result, 'message', 'markdown') ??
    textField(rule, 'shortDescription', 'text') ??
    '(no message)';
  const values = listField(result, 'message', 'arguments');
  const filled = text.replace(/\{(\d+)\}/g, (whole, index: string) => {
    const value = values[Number(index)];
    return typeof value === 'string' ? value : whole;
  });
  // §3.11.6: links stand as [words](place) in a plain text message; their words are kept.
  return plainText(
    filled.replace(/(?<!\\)\[((?:[^\]\\]|\\.)+)\]\([^)\s]*\)/g, '$1').replace(/\\([[\]\\])/g, '$1'),
  );
}

function fileOf(location: unknown, run: unknown): string | undefined {
  const index = numberField(location, 'index') ?? -1;
  const listed = field(listField(run, 'artifacts')[index], 'location');
  const named = textField(location, 'uri') === undefined ? listed : location;
  let path = textField(named, 'uri');
  if (path === undefined) return undefined;
  // Bases lead from one to the next; one that was seen before is a circle.
  const seen = new Set<string>();
  let base = textField(named, 'uriBaseId');
  while (base !== undefined && !seen.has(base) && !isAbsolute(path)) {
    seen.add(base);
    const above = field(run, 'originalUriBaseIds', base);
    const uri = textField(above, 'uri');
    // An absolute base is the recorder's machine: the path inside it is what tells.
    if (uri === undefined || isAbsolute(uri)) break;
    path = uri.replace(/\/?$/, '/') + path;
    base = textField(above, 'uriBaseId');
  }
  return readable(path);
}

function isAbsolute(uri: string): boolean {
  return /^[a-z][a-z\d+.-]*:/i.test(uri);
}

/** A file's address as a path: without `file://`, and decoded where that is possible. */
function readable(uri: string): string {
  const path = uri.replace(/^file:\/\/(?:\/(?=[a-z]:))?/i, '');
  try {
    return plainText(decodeURIComponent(path));
  } catch {
    // A percent sign that is none of an encoding: it stands for itself.
    return plainText(path);
  }
}
