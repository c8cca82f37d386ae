/** What of the drawers is open, and what opens them. */
import { useCallback, useEffect, useState } from 'react';
import type { Transport } from '../timeline/clock.ts';
import type { Lane } from '../timeline/tracks.ts';

/** The drawer of the layers' times: whether it is open, and at which layer. A file that is offered opens it. */
export function useSync(offered: File | undefined) {
  const [shown, setShown] = useState<{ readonly open: boolean; readonly layer: string | undefined }>({
    open: false,
    layer: undefined,
  });
  const [seen, setSeen] = useState<File>();
  if (offered !== seen) {
    setSeen(offered);
    if (offered) setShown({ ...shown, open: true });
  }
  const toggle = useCallback(() => setShown(({ open, layer }) => ({ open: !open, layer })), []);
  const choose = useCallback((layer: string | undefined) => setShown({ open: true, layer }), []);
  return { ...shown, toggle, choose };
}

/** Whether a drawer is open. A file that is offered opens it. */
export function useDrawer(offered: File | undefined) {
  const [open, setOpen] = useState(false);
  const [seen, setSeen] = useState<File>();
  if (offered !== seen) {
    setSeen(offered);
    if (offered) setOpen(true);
  }
  const show = useCallback((next?: boolean) => setOpen((before) => next ?? !before), []);
  return { open, show };
}

/** False until all panes have shown the first moment: what can wait is loaded then. */
export function useSettled(clock: Transport): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    let current = true;
    void clock.settled().then(() => {
      if (current) setSettled(true);
    });
    return () => {
      current = false;
    };
  }, [clock]);
  return settled;
}

/** The drawer of quality control: whether it is open, and what the timeline shows of it. Once asked for, it stays. */
export function useQuality() {
  const [shown, setShown] = useState({ open: false, asked: false });
  const [lane, setLane] = useState<Lane>();
  const toggle = useCallback(() => setShown(({ open }) => ({ open: !open, asked: true })), []);
  return { ...shown, toggle, lane, setLane };
}
