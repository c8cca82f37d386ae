/**
 * Runs `step` each time that `shown` resolves, until the returned function is called: as fast as what a step leads to can
 * be shown, whatever rate the keyboard repeats at, and nothing is skipped.
 */
export function repeatWhenShown(step: () => void, shown: () => Promise<void>): () => void {
  let held = true;
  const repeat = async (): Promise<void> => {
    while (held) {
      step();
      await shown();
    }
  };
  // What was shown before the key began to repeat must be there first.
  void shown().then(repeat);
  return () => {
    held = false;
  };
}
