/** The rates of the supplier change once an hour at most, so they are kept for a while. */
export class Rates {
  #kept = new Map();

  /** `ask`: asks the supplier, and gives cents. */
  constructor(telemetry, ask, { keepMs = 120_000, clock = Date.now } = {}) {
    Object.assign(this, { telemetry, ask, keepMs, clock });
    telemetry.metrics.counter('rates.lookups', '{lookup}', [{ result: 'hit' }, { result: 'miss' }]);
    telemetry.metrics.gauge('rates.kept', '{rate}', () => this.#kept.size);
  }

  get(query) {
    return this.telemetry.span('rates.get', {}, async (span) => {
      const key = keyOf(query);
      const kept = this.#kept.get(key);
      const hit = kept !== undefined && kept.until > this.clock();
      span.set('cache.hit', hit);
      this.telemetry.metrics.add('rates.lookups', { result: hit ? 'hit' : 'miss' });
      if (hit) return kept.cents;
      this.telemetry.log('DEBUG', `no rate kept as ${key}`);
      const cents = await this.ask(query);
      this.#kept.set(key, { cents, until: this.clock() + this.keepMs });
      return cents;
    });
  }
}

/** What a rate is kept under. */
function keyOf(query) {
  return Object.values(query).join('|');
}
