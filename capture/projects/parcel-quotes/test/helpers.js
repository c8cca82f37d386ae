import { Rates } from '../src/rates.js';
import { Telemetry } from '../src/telemetry/telemetry.js';

/** Rates of a supplier that only counts, with a clock that stands. */
export function ratesOf({ keepMs = 1000 } = {}) {
  const clock = { ms: 0 };
  const asked = [];
  const ask = async (query) => {
    asked.push(query.from + query.to);
    return 100;
  };
  const telemetry = new Telemetry('test');
  return { rates: new Rates(telemetry, ask, { keepMs, clock: () => clock.ms }), asked, clock, telemetry };
}

export const PARCEL = { from: 'AMS', to: 'MIL', service: 'express' };
