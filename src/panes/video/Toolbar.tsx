import {
  Asterisk,
  Captions,
  Maximize2,
  Keyboard,
  Minimize2,
  MousePointerClick,
  Scan,
  Spline,
} from 'lucide-react';
import { useEffect, useState, type ReactNode, type RefObject } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './VideoPane.module.css';
import type { ViewOptions } from './view-options.ts';

interface ToolbarProps {
  readonly options: ViewOptions;
  readonly onChange: (options: ViewOptions) => void;
  readonly hasInput: boolean;
  readonly hasCaptions: boolean;
  /** What fills the screen in full screen. */
  readonly fullscreenTarget: RefObject<HTMLElement | null>;
  /** What can be done with the picture. */
  readonly children: ReactNode;
}

/** What is drawn over the picture, and how large it is. */
export function Toolbar({
  options,
  onChange,
  hasInput,
  hasCaptions,
  fullscreenTarget,
  children,
}: ToolbarProps) {
  const toggle = (option: 'clicks' | 'trail' | 'keys' | 'mask' | 'captions', available: boolean) => ({
    disabled: !available,
    'aria-pressed': available && options[option],
    onClick: () => onChange({ ...options, [option]: !options[option] }),
  });
  return (
    <div role="toolbar" aria-label="Screen view" className={styles['tools']}>
      <IconButton
        icon={MousePointerClick}
        label="Clicks, drags and scrolling"
        {...toggle('clicks', hasInput)}
      />
      <IconButton icon={Spline} label="Pointer trail" {...toggle('trail', hasInput)} />
      <IconButton icon={Keyboard} label="Keys" {...toggle('keys', hasInput)} />
      <IconButton icon={Asterisk} label="Mask typed text" {...toggle('mask', hasInput)} />
      <IconButton icon={Captions} label="Captions" {...toggle('captions', hasCaptions)} />
      <span className={styles['gap']} />
      <IconButton
        icon={Scan}
        label="Fit to the pane"
        aria-pressed={options.zoom === 'fit'}
        onClick={() => onChange({ ...options, zoom: 'fit' })}
      />
      <button
        type="button"
        className={styles['actual']}
        aria-pressed={options.zoom === 'actual'}
        aria-label="Actual size, 100 %"
        title="Actual size: one pixel of the recording is one of the screen"
        onClick={() => onChange({ ...options, zoom: 'actual' })}
      >
        100 %
      </button>
      <FullscreenButton target={fullscreenTarget} />
      <span className={styles['gap']} />
      {children}
    </div>
  );
}

function FullscreenButton({ target }: { readonly target: RefObject<HTMLElement | null> }) {
  const [full, setFull] = useState(false);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    const onChange = (): void =>
      setFull(document.fullscreenElement !== null && document.fullscreenElement === target.current);
    document.addEventListener('fullscreenchange', onChange);
    return () => document.removeEventListener('fullscreenchange', onChange);
  }, [target]);
  if (!document.fullscreenEnabled) return null;
  const onClick = (): void => {
    const change = full ? document.exitFullscreen() : target.current?.requestFullscreen();
    change?.then(
      () => setRefused(false),
      () => setRefused(true),
    );
  };
  const label = refused ? 'Full screen: the browser refused' : full ? 'Leave full screen' : 'Full screen';
  return <IconButton icon={full ? Minimize2 : Maximize2} label={label} onClick={onClick} />;
}
