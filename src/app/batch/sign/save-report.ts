/** The printable report, as the command writes it. */
import { isHarmless, uncheckedFaults } from './check-words.ts';
import type { Checked, ReadSignoff, SignSources } from './sign-state.ts';

/** `made`: now (ISO 8601). Says that all was checked only where it was, and that it is void as soon as something is found. */
export async function saveReport(
  { signoff }: ReadSignoff,
  checked: Checked | undefined,
  save: SignSources['save'],
  made: string,
): Promise<void> {
  const own = checked?.signoff === signoff && checked.trusted ? checked : undefined;
  const unchecked = own ? uncheckedFaults(own) : [];
  const faults = own?.faults.filter((one) => !unchecked.includes(one)) ?? [];
  const whole = own?.depth === 'bytes' && unchecked.length === 0;
  const told = own && (whole || faults.some((one) => !isHarmless(one))) ? { ...own, faults } : undefined;
  const { signoffReport } = await import('../../../review/sign/report/report.ts');
  const page = signoffReport({ signoff, checked: told, byPage: true, promise: undefined, made });
  save('batch.report.html', page, 'text/html');
}
