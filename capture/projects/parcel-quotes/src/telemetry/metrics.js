import { now } from './clock.js';
import { attributesOf } from './otlp.js';

const CUMULATIVE = 2;
const BOUNDS = [0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1];

/** Counters, gauges and histograms of one service, counted since it began. */
export class Metrics {
  #began = now();
  #counters = new Map();
  #gauges = new Map();
  #histograms = new Map();

  /** `series`: the attributes of each, so that those which never happened are told as 0. */
  counter(name, unit, series = [{}]) {
    this.#counters.set(name, { unit, series: series.map((attributes) => ({ attributes, count: 0 })) });
  }

  add(name, attributes = {}) {
    const wanted = JSON.stringify(attributes);
    const found = this.#counters.get(name).series.find((one) => JSON.stringify(one.attributes) === wanted);
    found.count += 1;
  }

  /** `read`: the value as it is now; undefined for none. */
  gauge(name, unit, read) {
    this.#gauges.set(name, { unit, read });
  }

  record(name, unit, value) {
    const fresh = { unit, count: 0, sum: 0, buckets: Array(BOUNDS.length + 1).fill(0) };
    const histogram = this.#histograms.get(name) ?? fresh;
    this.#histograms.set(name, histogram);
    const bucket = BOUNDS.findIndex((bound) => value <= bound);
    histogram.buckets[bucket < 0 ? BOUNDS.length : bucket] += 1;
    histogram.count += 1;
    histogram.sum += value;
  }

  /** All of them as they are now. */
  points() {
    const times = { startTimeUnixNano: String(this.#began), timeUnixNano: String(now()) };
    const counters = [...this.#counters].map(([name, { unit, series }]) => ({
      name,
      unit,
      sum: {
        aggregationTemporality: CUMULATIVE,
        isMonotonic: true,
        dataPoints: series.map(({ attributes, count }) => ({
          ...times,
          asInt: String(count),
          attributes: attributesOf(attributes),
        })),
      },
    }));
    const gauges = [...this.#gauges].flatMap(([name, { unit, read }]) => {
      const value = read();
      return value === undefined
        ? []
        : [{ name, unit, gauge: { dataPoints: [{ timeUnixNano: times.timeUnixNano, asDouble: value }] } }];
    });
    const histograms = [...this.#histograms].map(([name, { unit, count, sum, buckets }]) => ({
      name,
      unit,
      histogram: {
        aggregationTemporality: CUMULATIVE,
        dataPoints: [
          { ...times, count: String(count), sum, bucketCounts: buckets.map(String), explicitBounds: BOUNDS },
        ],
      },
    }));
    return [...histograms, ...gauges, ...counters];
  }
}
