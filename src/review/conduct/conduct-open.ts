/** What stands open of how a batch was reviewed, from what is signed of it alone: rule set for captured traces C.4. Pure. */
import type { SignedOpen, SignoffPredicate } from '../../schema/generated/types.ts';
import type { OpenCode } from '../sign/standing.ts';
import { countedVerdicts } from '../sign/verdicts.ts';
import { agreementLevel, LEAST_ALPHA, RELIABLE_ALPHA } from './double-review.ts';
import { honeypotsWanted, LEAST_RECALL } from './honeypots.ts';
import { blindWords, isUnsettled } from './verdict-words.ts';

/** What it is told from. */
export type Conducted = Pick<SignoffPredicate, 'traces' | 'sampling' | 'agreement' | 'honeypots'>;

/** Each with its reason in words. */
export function conductOpen(conducted: Conducted): readonly SignedOpen[] {
  return [...doublesOpen(conducted), ...agreementOpen(conducted), ...honeypotsOpen(conducted)];
}

function say(code: OpenCode, message: string, place: Pick<SignedOpen, 'trace' | 'about'> = {}): SignedOpen {
  return { code, ...place, message };
}

/** Where nobody has judged at all, that stands open already. */
function doublesOpen({ traces, sampling }: Conducted): readonly SignedOpen[] {
  const double = new Set(sampling.double);
  return traces
    .filter(({ name }) => double.has(name))
    .map(({ name, verdicts, capturer }) => ({ name, counted: countedVerdicts(verdicts, capturer.name) }))
    .filter(({ counted }) => counted.length > 0 && blindWords(counted).length < 2)
    .map(({ name, counted }) =>
      say(
        'double-missing',
        `Two have to judge it who do not see what the other says, and ${blindWords(counted).length === 0 ? 'nobody' : 'one'} did.`,
        { trace: name },
      ),
    );
}

function agreementOpen({ traces, agreement }: Conducted): readonly SignedOpen[] {
  const level = agreementLevel(agreement);
  const alpha = ((agreement.window ?? agreement).alpha ?? 0).toFixed(3);
  if (level === 'train') {
    const { raw, pabak } = agreement;
    const beside = `same verdict ${(raw ?? 0).toFixed(3)}, PABAK ${(pabak ?? 0).toFixed(3)}`;
    return [
      say(
        'agreement-low',
        `Reviewers do not agree: α ${alpha} < ${LEAST_ALPHA} (${beside}). Talk over what they see differently, train anew, and judge again.`,
      ),
    ];
  }
  if (level !== 'settle') return [];
  return traces
    .filter(
      ({ sampled, verdicts, capturer }) => sampled && isUnsettled(countedVerdicts(verdicts, capturer.name)),
    )
    .map(({ name }) =>
      say(
        'settling-missing',
        `Reviewers differ on it, and α ${alpha} < ${RELIABLE_ALPHA.toFixed(2)}: a third person has to settle it.`,
        { trace: name },
      ),
    );
}

function honeypotsOpen({ honeypots, sampling }: Conducted): readonly SignedOpen[] {
  if (!honeypots) return [];
  const { mixed_in: mixedIn, judged, reviewers } = honeypots;
  const wanted = honeypotsWanted(sampling.selected.length);
  return [
    ...(mixedIn < wanted
      ? [
          say(
            'honeypots-few',
            `${mixedIn} traces with known defects were mixed in, and ${wanted} are wanted among ${sampling.selected.length} that people judge.`,
          ),
        ]
      : []),
    ...(judged < mixedIn
      ? [say('honeypots-unjudged', `Nobody judged ${mixedIn - judged} of the traces with known defects.`)]
      : []),
    ...reviewers
      .filter((one) => one.found < LEAST_RECALL * one.judged)
      .map((one) =>
        say(
          'honeypots-missed',
          `${one.name} found ${one.found} of ${one.judged} known defects, and ${LEAST_RECALL * 100} % are wanted: train anew, and judge again.`,
          { about: one.name },
        ),
      ),
  ];
}
