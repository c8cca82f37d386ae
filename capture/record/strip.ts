import { until } from './clock.ts';
import { BAR, TIME_CODE } from './desktop.ts';
import { startService, type Account, type Service } from './process.ts';

export interface Flash {
  readonly startUs: number;
  readonly endUs: number;
}

/** The bar with the time code, which can also turn the whole screen white for a moment. */
export class Strip {
  readonly service: Service;
  readonly flashes: Flash[] = [];

  constructor(program: string, account: Account, originUs: number, label: string, log: string) {
    const numbers = [originUs, BAR.x, BAR.y, BAR.w, BAR.h, TIME_CODE.x, TIME_CODE.y].map(String);
    this.service = startService(program, [...numbers, label], {
      account,
      log,
      onLine: (line) => {
        const [, start, end] = /^flash (\d+) (\d+)$/.exec(line) ?? [];
        if (start && end) this.flashes.push({ startUs: Number(start), endUs: Number(end) });
      },
    });
  }

  async flash(ms: number): Promise<Flash> {
    const count = this.flashes.length;
    this.service.send(`flash ${ms}`);
    return until('the flash', () => this.flashes[count]);
  }
}
