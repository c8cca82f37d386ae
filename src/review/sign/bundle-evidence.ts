/** What was found of a bundle, as it is signed: from its manifest, and from the files that are really there. Pure. */
import { TraceError } from '../../base/errors.ts';
import { isPlainName, plainNameOf } from '../../base/plain-name.ts';
import { MANIFEST_PATH } from '../../bundle/bundle-source.ts';
import type { FoundFile, WholeBundle } from '../../qc/whole-bundle.ts';
import { bundleDigest } from '../../schema/digest.ts';
import type { Manifest } from '../../schema/generated/types.ts';
import { describeBundle } from '../batch/describe-bundle.ts';
import type { BundleEvidence } from './evidence.ts';
import { rootOf } from './roots.ts';

/** Throws `manifest-invalid` where too many worked in it to name them, and `bundle-name` where a file has a name that breaks a line. */
export function bundleEvidence({ manifest, files, zipSha256, report }: WholeBundle): BundleEvidence {
  const manifestSha256 = files.get(MANIFEST_PATH)?.sha256 ?? '';
  // A digest over lines of paths could not tell it from two files.
  for (const path of files.keys())
    if (!isPlainName(path)) throw new TraceError('bundle-name', { name: plainNameOf(path) });
  const { family, title, capturer, duration_us, steps, recorded, outcome } = describeBundle(
    manifest,
    manifestSha256,
    undefined,
  );
  return {
    root: rootOf([...files].map(([name, { sha256 }]) => ({ name, sha256 }))),
    zipSha256,
    bundleId: `sha256:${bundleDigest(asFound(manifest, files))}`,
    manifestSha256,
    facts: {
      family,
      title,
      capturer,
      duration_us,
      ...(steps !== undefined && { steps }),
      ...(recorded !== undefined && { recorded }),
      claim: outcome,
    },
    report,
  };
}

/** The records of the files, with the bytes that are really there; one that is not there has none. */
function asFound({ files }: Manifest, found: ReadonlyMap<string, FoundFile>): Manifest['files'] {
  return files.map((file) => ({ ...file, ...(found.get(file.path) ?? { bytes: 0, sha256: '' }) }));
}
