/** What is waited for of a worker: all of it fails when the worker breaks, which nothing else would tell. */
export class Answers {
  readonly #waiting = new Set<(error: Error) => void>();
  #error: Error | undefined;

  of<T>(answer: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#error) {
        reject(this.#error);
        // It may fail as well, and nobody is to hear of it.
        answer.catch(() => undefined);
        return;
      }
      this.#waiting.add(reject);
      const done = (): boolean => this.#waiting.delete(reject);
      void answer.then(resolve, reject).finally(done);
    });
  }

  /** Nothing will be answered any more. */
  fail(error: Error): void {
    this.#error ??= error;
    for (const reject of this.#waiting) reject(this.#error);
    this.#waiting.clear();
  }
}
