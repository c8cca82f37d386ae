/** The printable report, as the command writes it. */
import { isHarmless } from './check-words.ts';
import type { Checked, ReadSignoff, SignSources } from './sign-state.ts';

/** `made`: now (ISO 8601). Says that all was checked only where it was, and that it is void as soon as something is found. */
export async function saveReport(
  { signoff }: ReadSignoff,
  checked: Checked | undefined,
  save: SignSources['save'],
  made: string,
): Promise<void> {
  const own = checked?.signoff === signoff && checked.trusted ? checked : undefined;
  const told = own && (own.depth === 'bytes' || own.faults.some((one) => !isHarmless(one))) ? own : undefined;
  const { signoffReport } = await import('../../../review/sign/report/report.ts');
  const page = signoffReport({ signoff, checked: told, byPage: true, promise: undefined, made });
  save('batch.report.html', page, 'text/html');
}
