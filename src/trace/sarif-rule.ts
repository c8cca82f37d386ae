/** What a SARIF result takes from its rule. Pure. */
import { field, listField, numberField } from '../base/json.ts';
import { textField } from './json-report.ts';
import { plainText } from './plain-text.ts';

/** A rule as its tool describes it. */
export interface DiagnosticRule {
  /** As people call it: `NoUnusedVariables`. */
  readonly name: string | undefined;
  /** What it is about, as long as the tool tells it. */
  readonly help: string | undefined;
  /** Address of its documentation, as it stands in the report: nothing that may be followed unasked. */
  readonly helpUri: string | undefined;
}

/** The rule's object in the report; undefined where there is none. */
export function ruleOf(result: unknown, run: unknown): unknown {
  const tool = field(run, 'tool');
  // The rules of plug-ins stand apart from those of the program itself.
  const part = numberField(result, 'rule', 'toolComponent', 'index');
  const component = part === undefined ? field(tool, 'driver') : listField(tool, 'extensions')[part];
  const rules = listField(component, 'rules');
  const index = numberField(result, 'ruleIndex') ?? numberField(result, 'rule', 'index') ?? -1;
  const id = textField(result, 'ruleId') ?? textField(result, 'rule', 'id');
  if (rules[index] !== undefined || id === undefined) return rules[index];
  const all = [component, field(tool, 'driver'), ...listField(tool, 'extensions')].flatMap((one) =>
    listField(one, 'rules'),
  );
  const withId = (wanted: string): unknown => all.find((rule) => field(rule, 'id') === wanted);
  // §3.27.5: a result may name a part of a rule, `CA1000/1`.
  return withId(id) ?? withId(id.replace(/\/[^/]*$/, ''));
}

export function describeRule(rule: unknown): DiagnosticRule {
  const texts = ['help', 'fullDescription', 'shortDescription'].map(
    (name) => textField(rule, name, 'text') ?? textField(rule, name, 'markdown'),
  );
  const help = texts.find((text) => text !== undefined);
  const name = textField(rule, 'name');
  const helpUri = textField(rule, 'helpUri');
  return {
    name: name === undefined ? undefined : plainText(name),
    help: help === undefined ? undefined : plainText(help).trim(),
    helpUri: helpUri === undefined ? undefined : plainText(helpUri),
  };
}

/** A message with its arguments filled in, as plain text; undefined where it has no words. */
export function messageText(message: unknown, rule: unknown, run: unknown): string | undefined {
  const id = textField(message, 'id');
  const byId = (holder: unknown, list: string): string | undefined =>
    id === undefined ? undefined : textField(holder, list, id, 'text');
  const text =
    textField(message, 'text') ??
    byId(rule, 'messageStrings') ??
    byId(field(run, 'tool', 'driver'), 'globalMessageStrings') ??
    textField(message, 'markdown');
  if (text === undefined) return undefined;
  const values = listField(message, 'arguments');
  const filled = text.replace(/\{(\d+)\}/g, (whole, index: string) => {
    const value = values[Number(index)];
    return typeof value === 'string' ? value : whole;
  });
  // §3.11.6: links stand as [words](place) in a plain text message; their words are kept.
  return plainText(
    filled.replace(/(?<!\\)\[((?:[^[\]\\]|\\.)+)\]\([^)\s]*\)/g, '$1').replace(/\\([[\]\\])/g, '$1'),
  );
}
