import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { withWaivers } from '../qc/waivers.ts';
import type { ReviewStore } from '../review/review-store.ts';
import { reviewState } from '../review/state.ts';
import type { Lane } from '../timeline/tracks.ts';
import type { Trace } from '../trace/trace.ts';
import type { QcReport } from '../qc/judge.ts';
import type { SideStore } from './link/side-store.ts';
import { reviewsOf } from './open-reviews.ts';
import { EVERYTHING, laneOf } from './qc-findings.ts';
import { qcOf } from './qc-store.ts';
import { QcDrawer } from './QcDrawer.tsx';
import type { TraceSession } from './session-store.ts';

interface QualityProps {
  readonly session: TraceSession;
  /** Says which finding is chosen, and hears of it. */
  readonly sides: SideStore;
  /** Whether the drawer is to be seen; what was found stays on the timeline. */
  readonly open: boolean;
  readonly onClose: () => void;
  /** Told of the lane of findings, as soon as there is one, and whenever it changes. Stable over renders. */
  readonly onLane: (lane: Lane | undefined) => void;
}

/** Quality control of the open trace. It is judged when this is first opened, and stays as long as the trace. */
export function Quality({ session, sides, open, onClose, onLane }: QualityProps) {
  const { trace } = session;
  const qc = qcOf(trace);
  const run = useStore(qc, (state) => state.run);
  useEffect(() => {
    if (open) qc.getState().judge();
  }, [qc, open]);
  useEffect(() => () => qc.getState().cancel(), [qc]);
  const reviews = useReviews(trace);
  return reviews ? <Judged {...{ session, sides, open, onClose, onLane, reviews, run, qc }} /> : null;
}

interface JudgedProps extends QualityProps {
  readonly reviews: ReviewStore;
  readonly qc: ReturnType<typeof qcOf>;
  readonly run: ReturnType<ReturnType<typeof qcOf>['getState']>['run'];
}

function Judged({ session, sides, open, onClose, onLane, reviews, qc, run }: JudgedProps) {
  const review = useStore(reviews, (state) => state.review);
  const said = useMemo(() => reviewState(review), [review]);
  const judged = run.status === 'ready' ? run.report : undefined;
  const { waivers } = said;
  const report = useMemo(() => judged && withWaivers(judged, [...waivers.values()]), [judged, waivers]);
  const lane = useMemo(() => laneOf(report), [report]);
  useEffect(() => onLane(lane), [onLane, lane]);
  useEffect(() => () => onLane(undefined), [onLane]);
  useChosen(qc, sides, judged, session);
  if (!open) return null;
  return (
    <QcDrawer session={session} qc={qc} report={report} reviews={reviews} said={said} onClose={onClose} />
  );
}

/** The finding that is chosen is the one that the address names. */
function useChosen(
  qc: JudgedProps['qc'],
  sides: SideStore,
  report: QcReport | undefined,
  { trace: { problems } }: TraceSession,
): void {
  useEffect(() => {
    const take = (): void => {
      const { finding } = sides.getState();
      const { chosen, choose, show } = qc.getState();
      if (finding === chosen) return;
      if (finding !== undefined) show('findings', EVERYTHING);
      choose(finding);
    };
    take();
    const stops = [
      sides.subscribe(take),
      qc.subscribe(({ chosen }) => {
        if (chosen !== sides.getState().finding) sides.setState({ finding: chosen });
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [qc, sides]);
  useEffect(() => {
    const { chosen, choose } = qc.getState();
    if (!report || chosen === undefined) return;
    if (report.rules.some(({ findings }) => findings.some(({ id }) => id === chosen))) return;
    choose(undefined);
    problems.add({ severity: 'info', code: 'address-lost', details: { what: 'finding' } });
  }, [qc, report, problems]);
}

/** undefined until what was kept is read. */
function useReviews(trace: Trace): ReviewStore | undefined {
  const [store, setStore] = useState<ReviewStore>();
  useEffect(() => {
    let current = true;
    void reviewsOf(trace).then((opened) => {
      if (current) setStore(opened);
    });
    return () => {
      current = false;
    };
  }, [trace]);
  return store;
}
