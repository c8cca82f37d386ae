/** Expressions of mapping files. JSONata can read what it is given, compute, and nothing else: it runs no script. */
import jsonata from 'jsonata';
import { TraceError } from '../../base/errors.ts';
import { nextTurn } from '../../base/pause.ts';

/** Milliseconds that one expression may take. */
const TIMEOUT = 20_000;
/** Calls within calls. */
const STACK = 500;
/** Items of one list. */
const SEQUENCE = 5_000_000;

/** Who is asked: names the mapping, and the expression's place in it. */
export interface ExpressionPlace {
  readonly source: string;
  readonly at: string;
}

/** See `evaluate`; where expressions are not trusted to end, it may run elsewhere. */
export type Evaluate = (expression: string, input: unknown, place: ExpressionPlace) => Promise<unknown>;

/**
 * What an expression gives, as plain JSON; undefined where that is nothing. Rejects with `mapping-invalid` for one that
 * cannot be read, fails, or takes too long or too much. A regular expression of it is not ended while it runs. `timeout`: in milliseconds.
 */
export async function evaluate(
  expression: string,
  input: unknown,
  { source, at }: ExpressionPlace,
  timeout = TIMEOUT,
): Promise<unknown> {
  try {
    const compiled = jsonata(expression, { timeout, stack: STACK, sequence: SEQUENCE });
    // It never lets go meanwhile: whoever watches over this thread is answered before.
    await nextTurn();
    const value: unknown = await compiled.evaluate(input);
    // JSONata marks its lists, and may give functions: neither is JSON.
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch (error) {
    throw new TraceError('mapping-invalid', { source, at, reason: `fails: ${reasonOf(error)}` }, error);
  }
}

/** Throws `mapping-invalid` where an expression cannot be read. */
export function checkExpression(expression: string, { source, at }: ExpressionPlace): void {
  try {
    jsonata(expression);
  } catch (error) {
    throw new TraceError(
      'mapping-invalid',
      { source, at, reason: `is no JSONata: ${reasonOf(error)}` },
      error,
    );
  }
}

function reasonOf(error: unknown): string {
  const { message, position } = error as { readonly message?: unknown; readonly position?: unknown };
  const text =
    typeof message === 'string' ? message.replace(/\.$/, '').slice(0, 300) : 'for no reason that it tells';
  return typeof position === 'number' ? `${text} (at character ${position})` : text;
}
