import { useCallback, useMemo, useState, type Ref } from 'react';
import type { Clock } from '../../timeline/clock.ts';
import { GapNotice } from '../../timeline/GapNotice.tsx';
import type { TraceLayer, Video } from '../../trace/layers.ts';
import type { PaneProps, PaneReport } from '../pane.tsx';
import { HOLDER } from './frame-presenter.ts';
import { isOf } from './is-of.ts';
import { Screen } from './Screen.tsx';
import type { Stage } from './stage.ts';
import { useContents } from './use-contents.ts';
import { useHold } from './use-hold.ts';
import { useInputs, wholeInputs } from './use-inputs.ts';
import type { VideoPaneData } from './video-data.ts';
import type { ViewOptions } from './view-options.ts';
import styles from './VideoPane.module.css';

interface RecordingProps {
  readonly video: TraceLayer<Video>;
  readonly data: VideoPaneData;
  readonly options: ViewOptions;
  readonly clock: Clock;
  readonly report: PaneProps<unknown>['report'];
  readonly stage: Ref<Stage>;
  /** Beside others it says which one it is, and what it shows. */
  readonly labelled: boolean;
}

/** One recording with what its actor did and said. */
export function Recording({ video, data, options, clock, report, stage, labelled }: RecordingProps) {
  const { inputs, transcripts, displays } = data;
  const [attempt, setAttempt] = useState(0);
  const [shown, setShown] = useState<PaneReport>();
  const { actor } = video.layer;
  const layers = useMemo(() => [video], [video]);
  const own = useMemo(() => inputs.filter((input) => isOf(actor, input)), [inputs, actor]);
  const input = useInputs(own, clock, HOLDER);
  const readInputs = useCallback(() => wholeInputs(own), [own]);
  const cues = useContents(transcripts);
  useHold(clock, HOLDER, !cues.complete);
  const tell = useCallback<typeof report>(
    (next, problem) => {
      report(next, problem);
      if (labelled) setShown((before) => (sameLabel(before, next) ? before : next));
    },
    [report, labelled],
  );
  return (
    <div className={styles['recording']}>
      {labelled ? <Label title={video.layer.title ?? video.layer.id} shown={shown} /> : null}
      <Screen
        key={attempt}
        layer={video}
        inputs={input.items}
        readInputs={readInputs}
        cues={cues.items}
        displays={displays}
        options={options}
        overlayProblem={input.failed ?? cues.failed}
        clock={clock}
        report={tell}
        onRetry={() => setAttempt(attempt + 1)}
        stage={stage}
      />
      <GapNotice layers={layers} shown={video.layer.id} clock={clock} />
    </div>
  );
}

function sameLabel(before: PaneReport | undefined, next: PaneReport): boolean {
  return before?.['frame'] === next['frame'] && before?.['exact'] === next['exact'];
}

function Label({ title, shown }: { readonly title: string; readonly shown: PaneReport | undefined }) {
  const exact = shown?.['exact'];
  const frame = Number(shown?.['frame'] ?? -1);
  return (
    <p className={styles['label']}>
      <span>{title}</span>
      {frame >= 0 ? <span className={styles['number']}>frame {frame}</span> : null}
      {typeof exact === 'boolean' ? <span data-exact={exact}>{exact ? 'exact' : 'unverified'}</span> : null}
    </p>
  );
}
