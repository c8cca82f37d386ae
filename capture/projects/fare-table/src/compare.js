/** What another tariff would change: cents a ride, and the share of rides that cost more than a fifth more. */
export function compare(rides, before, after) {
  const changes = rides.map((ride) => ({ old: before(ride), now: after(ride) }));
  const more = changes.reduce((sum, { old, now }) => sum + now - old, 0);
  const dearer = changes.filter(({ old, now }) => now > old * 1.2).length;
  return { meanCents: more / rides.length, dearerShare: dearer / rides.length };
}
