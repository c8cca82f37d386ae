import { useEffect, useState } from 'react';
import type { Trace } from '../trace/trace.ts';
import { handOverLinks, NO_LINKS, type LaneLink } from './hand-over-links.ts';

/** The hand-overs between the agents of a trace: none at first, and under a corrected clock the old ones until the layers are read. */
export function useHandOverLinks({ agents, manifest }: Trace): readonly LaneLink[] {
  const [links, setLinks] = useState(NO_LINKS);
  useEffect(() => {
    let current = true;
    void handOverLinks({ agents, manifest }).then((read) => {
      if (current) setLinks(read);
    });
    return () => {
      current = false;
    };
  }, [agents, manifest]);
  return links;
}
