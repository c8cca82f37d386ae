/** Runs tasks one after the other. */
export class Queue {
  constructor() {
    this.jobs = [];
    this.busy = false;
  }

  add(task, done) {
    this.jobs.push({ task, done });
    if (!this.busy) this.next();
  }

  next() {
    const job = this.jobs.shift();
    this.busy = job !== undefined;
    job?.task((...results) => {
      job.done(...results);
      this.next();
    });
  }
}
