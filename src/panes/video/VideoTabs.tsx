import type { KeyboardEvent } from 'react';
import type { TraceLayer, Video } from '../../trace/layers.ts';
import styles from './VideoPane.module.css';

interface VideoTabsProps {
  readonly videos: readonly TraceLayer<Video>[];
  /** Layer id. */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

const STEP: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Which of several recordings is shown; arrow keys move along. */
export function VideoTabs({ videos, chosen, onChoose }: VideoTabsProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = STEP[event.key];
    const index = videos.findIndex(({ layer }) => layer.id === chosen);
    const next = step === undefined ? undefined : videos.at((index + step) % videos.length);
    if (!next) return;
    // The arrows are also the transport's.
    event.stopPropagation();
    event.preventDefault();
    onChoose(next.layer.id);
    event.currentTarget.querySelector<HTMLElement>(`[data-layer="${CSS.escape(next.layer.id)}"]`)?.focus();
  };
  return (
    <div role="tablist" tabIndex={-1} aria-label="Recording" className={styles['tabs']} onKeyDown={onKeyDown}>
      {videos.map(({ layer }) => (
        <button
          key={layer.id}
          type="button"
          role="tab"
          data-layer={layer.id}
          aria-selected={layer.id === chosen}
          tabIndex={layer.id === chosen ? 0 : -1}
          onClick={() => onChoose(layer.id)}
        >
          {layer.title ?? layer.id}
        </button>
      ))}
    </div>
  );
}
