import { setTimeout as sleep } from 'node:timers/promises';
import { listen } from './http.js';

/** The supplier of the rates, as slow and as strict as the real one. */
const MOST_AT_ONCE = 3;
const ANSWERS_AFTER_MS = [58, 44, 63, 51, 69];

/** GET /rates?from=AMS&to=MIL&service=express */
export function openSupplier() {
  let underWay = 0;
  let calls = 0;
  return listen(0, async (_, { searchParams }) => {
    if (underWay >= MOST_AT_ONCE)
      return { status: 429, body: { error: `at most ${MOST_AT_ONCE} calls at once` } };
    underWay += 1;
    calls += 1;
    await sleep(ANSWERS_AFTER_MS[calls % ANSWERS_AFTER_MS.length]);
    underWay -= 1;
    return { status: 200, body: { cents: centsOf(searchParams) } };
  });
}

function centsOf(query) {
  const far = query.get('from').charCodeAt(0) + query.get('to').charCodeAt(1);
  return far * (query.get('service') === 'express' ? 11 : 6);
}
