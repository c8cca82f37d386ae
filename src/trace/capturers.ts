/** Who captured a bundle, by every name that its manifest gives: they cannot be those who verify it. Pure. */
import type { Manifest, VerificationCapturer } from '../schema/generated/types.ts';

type Captured = Pick<Manifest, 'session' | 'provenance'>;

/** As a record of a re-run names them. */
export function capturerOf({ session, provenance }: Captured): VerificationCapturer {
  return {
    producer: provenance.producer.name,
    actors: [
      ...new Set(
        session.actors.flatMap(({ id, pseudonym, agent }) =>
          [id, pseudonym, agent?.name].filter((name) => name !== undefined),
        ),
      ),
    ],
    tools: [...new Set(provenance.capture.map(({ name }) => name))],
  };
}

/** Which part somebody of that name had in the capture; undefined: none. Case, width and spaces make no other person. */
export function partInCapture(name: string, manifest: Captured): string | undefined {
  const { producer, actors, tools } = capturerOf(manifest);
  const asked = plain(name);
  const isNamed = (other: string): boolean => plain(other) === asked;
  if (actors.some(isNamed)) return 'an actor of the session';
  if (isNamed(producer)) return 'the program that made the bundle';
  return tools.some(isNamed) ? 'a program that captured it' : undefined;
}

function plain(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}
