import { Volume1, Volume2, VolumeX } from 'lucide-react';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './voice-pane.module.css';

/** How loud a person wants it. */
export interface Loudness {
  /** In [0, 1]. */
  readonly volume: number;
  readonly muted: boolean;
}

interface SoundControlsProps {
  readonly loudness: Loudness;
  readonly onChange: (loudness: Loudness) => void;
  readonly disabled: boolean;
}

export function SoundControls({ loudness: { volume, muted }, onChange, disabled }: SoundControlsProps) {
  const silent = muted || volume === 0;
  const percent = Math.round((muted ? 0 : volume) * 100);
  return (
    <div className={styles['sound']}>
      <IconButton
        icon={silent ? VolumeX : volume < 0.5 ? Volume1 : Volume2}
        label={silent ? 'Sound on' : 'Mute'}
        disabled={disabled}
        // From a volume of nothing, "on" must be heard.
        onClick={() => onChange(silent ? { volume: volume || 1, muted: false } : { volume, muted: true })}
      />
      <input
        type="range"
        className={styles['volume']}
        aria-label="Volume"
        aria-valuetext={`${percent} %`}
        title={`Volume ${percent} %`}
        min={0}
        max={100}
        step={5}
        value={percent}
        disabled={disabled}
        onChange={({ target }) => onChange({ volume: Number(target.value) / 100, muted: false })}
      />
    </div>
  );
}
