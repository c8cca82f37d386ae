/** The result of work in slices, all at once. */
export function finish<R>(work: Generator<undefined, R>): R {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
