/** What was found of a bundle, as it is signed: from its manifest, and from the files that are really there. Pure. */
import { MANIFEST_PATH } from '../../bundle/bundle-source.ts';
import type { FoundFile, WholeBundle } from '../../qc/whole-bundle.ts';
import { bundleDigest } from '../../schema/digest.ts';
import type { Manifest } from '../../schema/generated/types.ts';
import { describeBundle } from '../batch/describe-bundle.ts';
import type { BundleEvidence } from './evidence.ts';
import { rootOf } from './roots.ts';

/** Throws `manifest-invalid` where too many worked in it to name them. */
export function bundleEvidence({ manifest, files, zipSha256, report }: WholeBundle): BundleEvidence {
  const manifestSha256 = files.get(MANIFEST_PATH)?.sha256 ?? '';
  const { family, title, capturer, duration_us, recorded, outcome } = describeBundle(
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
