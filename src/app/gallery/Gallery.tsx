import { ListChecks } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import type { SamplesFile } from '../../schema/generated/types.ts';
import { Notice } from '../../ui/Notice.tsx';
import styles from './gallery.module.css';
import { SAMPLES_PLACE } from './load-samples.ts';
import { SampleCard } from './SampleCard.tsx';
import { useSampleKeys } from './use-sample-keys.ts';
import { useSamples } from './use-samples.ts';

interface GalleryProps {
  /** Given the address of a bundle, from the page on. */
  readonly onOpen: (address: string) => void;
}

/** The samples that come with this page, as its own list tells them. */
export function Gallery({ onOpen }: GalleryProps) {
  const address = new URL(SAMPLES_PLACE, document.baseURI).href;
  const [state, retry] = useSamples(address);
  if (state.phase === 'reading')
    return (
      <p className={styles['note']} role="status">
        Reading the list of samples …
      </p>
    );
  if (state.phase === 'none') return <p className={styles['note']}>No samples come with this page.</p>;
  if (state.phase === 'failed') {
    const { title, advice } = describeProblem(state.error);
    return (
      <Notice severity="warning" title="The samples cannot be listed.">
        {title} {advice}{' '}
        <button className="quiet-button" onClick={retry}>
          List the samples again
        </button>
      </Notice>
    );
  }
  return <Samples file={state.file} onOpen={onOpen} />;
}

/** How many digits there are to open samples by. */
const DIGITS = 9;
/** The folder that the hrefs of the list are told from, from the page on. */
const FOLDER = SAMPLES_PLACE.slice(0, SAMPLES_PLACE.lastIndexOf('/') + 1);

function Samples({ file, onOpen }: GalleryProps & { readonly file: SamplesFile }) {
  const { samples, batch } = file;
  const base = useMemo(() => new URL(FOLDER, document.baseURI), []);
  const openAt = useCallback(
    (index: number) => {
      const sample = samples[index];
      if (sample) onOpen(FOLDER + sample.href);
    },
    [samples, onOpen],
  );
  useSampleKeys(samples.length, openAt);
  return (
    <>
      <div className={styles['bar']}>
        <h2>{samples.length === 1 ? 'Sample trace' : 'Sample traces'}</h2>
        <p>Real sessions of real programs; a script is the engineer.</p>
        {batch !== undefined && (
          <a className={styles['batch']} href={`?batch=${FOLDER}${batch}`}>
            <ListChecks size={15} aria-hidden /> Open as a batch
          </a>
        )}
      </div>
      <ul className={styles['grid']}>
        {samples.map((sample, index) => (
          <SampleCard
            key={sample.href}
            sample={sample}
            base={base}
            digit={index < DIGITS ? index + 1 : undefined}
            onOpen={() => openAt(index)}
          />
        ))}
      </ul>
    </>
  );
}
