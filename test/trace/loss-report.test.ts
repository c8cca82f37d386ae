import { describe, expect, it } from 'vitest';
import { readLossReport } from '../../src/trace/loss-report.ts';
import { importedTrace } from '../importers/foreign-files.ts';

const CAST = '{"version":2,"width":80,"height":24}\n[1,"o","a"]\n';

describe('a loss report', () => {
  it('is read as the importer wrote it', async () => {
    const { trace, losses } = await importedTrace('a.cast', CAST);
    expect(await readLossReport(trace.bundle, 'provenance/loss_report.json')).toEqual(losses);
  });

  it('of another form is refused', async () => {
    const { trace } = await importedTrace('a.cast', CAST);
    const [cast = ''] = trace.terminals[0]?.layer.paths ?? [];
    await expect(readLossReport(trace.bundle, cast)).rejects.toMatchObject({ code: 'format-broken' });
    const bundle = { ...trace.bundle, readText: () => Promise.resolve('{"schema":{}}') };
    await expect(readLossReport(bundle, 'a.json')).rejects.toMatchObject({ code: 'format-broken' });
  });
});
