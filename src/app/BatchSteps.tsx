import { ChevronLeft, ChevronRight, TableProperties } from 'lucide-react';
import { useContext } from 'react';
import { IconButton } from '../ui/IconButton.tsx';
import { AroundContext } from './batch-around.ts';
import styles from './TopBar.module.css';

/** Where the trace stands in its batch, and the ways to the others; nothing for one that was opened alone. */
export function BatchSteps() {
  const around = useContext(AroundContext);
  if (!around) return null;
  const { name, at, of, step, back } = around;
  return (
    <nav className={styles['steps']} aria-label={`Batch ${name}`}>
      <IconButton icon={TableProperties} label={`Back to the batch ${name}`} onClick={back} />
      <IconButton
        icon={ChevronLeft}
        label="Previous trace of the batch"
        command="previous-trace"
        onClick={() => void step(-1)}
      />
      <span className={styles['place']} aria-label={at > 0 ? `Trace ${at} of ${of}` : `One of ${of} traces`}>
        {at > 0 ? at.toLocaleString('en') : '–'} / {of.toLocaleString('en')}
      </span>
      <IconButton
        icon={ChevronRight}
        label="Next trace of the batch"
        command="next-trace"
        onClick={() => void step(1)}
      />
    </nav>
  );
}
