/** Expressions of mappings, evaluated over an input that is sent once. */
import { evaluate, type ExpressionPlace } from '../../importers/mapped/evaluate.ts';

export class EvaluateService {
  #input: unknown;

  /** What later expressions are given. */
  take(input: unknown): void {
    this.#input = input;
  }

  /** See `evaluate`. */
  evaluate(expression: string, place: ExpressionPlace, timeout: number): Promise<unknown> {
    return evaluate(expression, this.#input, place, timeout);
  }
}
