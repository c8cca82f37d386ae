import { PanelRight } from 'lucide-react';
import { useCallback, useId, useLayoutEffect, useMemo, useState } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { problemOf } from '../../base/errors.ts';
import type { TraceTime } from '../../base/time.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { useHold } from '../../timeline/use-hold.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useTimeWords } from '../../ui/time-words.ts';
import type { PaneProps } from '../pane.tsx';
import { ActList } from './ActList.tsx';
import type { BrowserData } from './browser-data.ts';
import type { BrowserLog } from './browser-log.ts';
import { AddressBar, TabStrip } from './Chrome.tsx';
import { DomFrame } from './DomFrame.tsx';
import { HistoryList } from './HistoryList.tsx';
import { PageStore } from './page-document.ts';
import { PageFrames } from './PageFrames.tsx';
import styles from './page-view.module.css';
import { browserReport, NO_PAGE } from './use-browser-report.ts';
import { useDomScreen } from './use-dom-screen.ts';
import { useFrames } from './use-frames.ts';
import { visibleText } from './visible-text.ts';
import { wantedDom } from './wanted-dom.ts';
import { noPage, wantedPage, type NoPage, type WantedPage } from './wanted-page.ts';

/** For how long a click stays on the page, in microseconds. */
const CLICK_SHOWN = 900_000;

interface PageViewProps extends PaneProps<BrowserData> {
  readonly log: BrowserLog;
}

/** The window of the browser: tabs, address, page; beside it where its tab was and what was done there. */
export function PageView({ data, log, clock, report }: PageViewProps) {
  const store = useMemo(() => new PageStore(data.bundle), [data]);
  const [sideOpen, setSideOpen] = useState(true);
  const sideId = useId();
  const state = log.state(useClock(clock, (now) => log.countAt(now)));
  const { active, tabs } = state;
  const hasDom = useClock(clock, (now) => wantedDom(log, now) !== undefined);
  const wanted = hasDom ? undefined : wantedPage(state);
  const { frames, shown, error: snapshotError, onLoad } = useFrames(store, wanted);
  const { screen, error: domError } = useDomScreen(log, clock);
  const error = hasDom ? domError : snapshotError;

  // As soon as it stands in the page, since the clock is held until then; told before, so that whoever waits finds it.
  useLayoutEffect(() => {
    const tell = (): void => {
      const now = clock.now();
      const dom = wantedDom(log, now);
      const page = snapshotAt(log, now);
      // Late: told when it is there.
      if (dom ? dom.key !== screen.drawn && !screen.error() : page && page.key !== shown) return;
      const failure = dom ? screen.error() : page && snapshotError;
      const problem = failure && problemOf(failure, 'error', dom?.page.time ?? page?.snapshot.time);
      const sight = failure ? NO_PAGE : { snapshot: page?.snapshot.path ?? null, dom: dom?.layer ?? null };
      report(browserReport(log, now, sight), problem);
    };
    tell();
    const stops = [clock.subscribe(tell), screen.subscribe(tell)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [log, clock, report, screen, shown, snapshotError]);
  const isLate = useCallback(
    (now: TraceTime): boolean => {
      const key = snapshotAt(log, now)?.key;
      return key !== undefined && key !== shown;
    },
    [log, shown],
  );
  useHold(clock, 'browser', isLate);

  const clickTime = useClock(clock, (now) => {
    const click = log.state(log.countAt(now)).active?.click;
    return click && now - click.time < CLICK_SHOWN ? click.time : undefined;
  });
  const tab = log.tab(active?.tab);
  return (
    <div className={styles['window']}>
      <div className={styles['chrome']}>
        <TabStrip tabs={tabs} active={active?.tab} />
        <div className={styles['address']}>
          <AddressBar url={active?.url} />
          <IconButton
            icon={PanelRight}
            label="History and actions"
            aria-expanded={sideOpen}
            aria-controls={sideId}
            onClick={() => setSideOpen(!sideOpen)}
          />
        </div>
      </div>
      <div className={styles['split']}>
        <div className={styles['page']}>
          <PageFrames
            frames={frames}
            shown={error || !wanted ? undefined : shown}
            title={visibleText(active?.title ?? active?.url ?? '')}
            click={clickTime === undefined ? undefined : active?.click}
            onLoad={onLoad}
          />
          {log.recordings.length > 0 && (
            <DomFrame
              screen={screen}
              log={log}
              clock={clock}
              visible={hasDom && !error}
              click={clickTime === undefined ? undefined : active?.click}
            />
          )}
          {!wanted && !hasDom && (
            <Nothing why={noPage(state, log, clock.now())} onSeek={(time) => clock.seek(time)} />
          )}
          {error && (
            <div className={styles['instead']}>
              <Notice severity="error" title={describeProblem(error).title}>
                {describeProblem(error).advice}
              </Notice>
            </div>
          )}
        </div>
        <div id={sideId} className={styles['side']} hidden={!sideOpen}>
          {sideOpen && (
            <>
              <HistoryList visits={tab.visits} clock={clock} />
              <ActList acts={tab.acts} clock={clock} />
            </>
          )}
        </div>
      </div>
    </div>
  );
}

/** The snapshot that is wanted: where a recording shows the page, none is. */
function snapshotAt(log: BrowserLog, now: TraceTime): WantedPage | undefined {
  return wantedDom(log, now) ? undefined : wantedPage(log.state(log.countAt(now)));
}

interface NothingProps {
  readonly why: NoPage;
  readonly onSeek: (time: TraceTime) => void;
}

function Nothing({ why: { reason, next }, onSeek }: NothingProps) {
  const words = useTimeWords();
  return (
    <div className={styles['instead']}>
      <div className={styles['nothing']}>
        <p>{reason}</p>
        {next && (
          <button type="button" onClick={() => onSeek(next.time)}>
            {next.label} at {words.moment(next.time)}
          </button>
        )}
      </div>
    </div>
  );
}
