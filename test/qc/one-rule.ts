/** One rule of the standard profile over a trace that is made in memory. */
import { judge, type RuleReport } from '../../src/qc/judge.ts';
import { readProfile, standardProfile, type Profile } from '../../src/qc/profile.ts';
import type { QcParameter, QcRuleSettings } from '../../src/schema/generated/types.ts';
import type { Trace } from '../../src/trace/trace.ts';

interface Over extends Partial<Pick<QcRuleSettings, 'gate' | 'unmeasured'>> {
  readonly parameters?: Readonly<Record<string, QcParameter>>;
}

/** The standard profile with one rule alone, and other values laid over it. */
export function profileOf(id: string, { parameters = {}, ...over }: Over = {}): Profile {
  const { file } = standardProfile();
  const rule = file.rules[id];
  if (!rule) throw new Error(`no rule ${id}`);
  const rules = { [id]: { ...rule, ...over, parameters: { ...rule.parameters, ...parameters } } };
  return readProfile({ ...file, rules, families: {} }, 'test');
}

export async function judgeBy(trace: Trace, id: string, over?: Over): Promise<RuleReport> {
  const { rules } = await judge(trace, { profile: profileOf(id, over), reviewless: false, compare: false });
  const [report] = rules;
  if (!report) throw new Error('no report');
  return report;
}
