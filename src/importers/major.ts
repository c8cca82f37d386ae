import { TraceError } from '../base/errors.ts';

/** Throws `import-unsupported` where `version` names a major version besides `majors`. One that names none passes. */
export function supportedMajor(
  path: string,
  format: string,
  version: string | undefined,
  majors: readonly number[],
): void {
  const major = /^\s*v?(\d+)/i.exec(version ?? '')?.[1];
  if (version === undefined || major === undefined || majors.includes(Number(major))) return;
  const supported = majors.map((one) => `${one}.x`).join(' and ');
  throw new TraceError('import-unsupported', {
    path,
    format,
    found: `version ${version.slice(0, 40)}`,
    supported: `version${majors.length > 1 ? 's' : ''} ${supported}`,
  });
}
