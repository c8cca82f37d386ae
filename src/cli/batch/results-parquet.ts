/** Results of a batch as a table in Parquet: one row a trace, every column of one plain type. */
import { parquetWriteBuffer, type BasicType, type ColumnSource } from 'hyparquet-writer';
import { qcSummary } from '../../review/batch/qc-summary.ts';
import type { BatchQc } from '../../schema/generated/types.ts';
import type { TraceResult } from './judge-batch.ts';

type Cell = string | number | bigint | boolean | Date | undefined;

interface Column {
  readonly name: string;
  readonly type: BasicType;
  readonly of: (row: TraceResult) => Cell;
}

const whole = (value: number | undefined): bigint | undefined =>
  value === undefined ? undefined : BigInt(value);
const time = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);

/** A cell of the summary of a report. */
function summed(pick: (summary: BatchQc) => Cell): Column['of'] {
  return ({ checked }) => (checked?.report ? pick(qcSummary(checked.report, checked.at)) : undefined);
}

const COLUMNS: readonly Column[] = [
  { name: 'name', type: 'STRING', of: ({ trace }) => trace.name },
  { name: 'href', type: 'STRING', of: ({ trace }) => trace.href },
  { name: 'bundle_id', type: 'STRING', of: ({ trace }) => trace.bundle_id },
  { name: 'manifest_sha256', type: 'STRING', of: ({ trace }) => trace.manifest_sha256 },
  { name: 'bytes', type: 'INT64', of: ({ trace }) => whole(trace.bytes) },
  { name: 'family', type: 'STRING', of: ({ trace }) => trace.family },
  { name: 'title', type: 'STRING', of: ({ trace }) => trace.title },
  { name: 'mode', type: 'STRING', of: ({ trace }) => trace.mode },
  { name: 'recorded', type: 'TIMESTAMP', of: ({ trace }) => time(trace.recorded) },
  { name: 'capturer', type: 'STRING', of: ({ trace }) => trace.capturer?.name },
  { name: 'capturer_kind', type: 'STRING', of: ({ trace }) => trace.capturer?.kind },
  { name: 'duration_us', type: 'INT64', of: ({ trace }) => whole(trace.duration_us) },
  { name: 'steps', type: 'INT64', of: ({ trace }) => whole(trace.steps) },
  { name: 'completion', type: 'STRING', of: ({ trace }) => trace.outcome?.completion },
  { name: 'success', type: 'STRING', of: ({ trace }) => trace.outcome?.success },
  { name: 'result', type: 'STRING', of: ({ result }) => result },
  { name: 'problem', type: 'STRING', of: ({ problem }) => (problem === '' ? undefined : problem) },
  { name: 'judged_at', type: 'TIMESTAMP', of: ({ checked }) => time(checked?.at) },
  { name: 'judged_seconds', type: 'DOUBLE', of: ({ checked }) => checked?.seconds },
  { name: 'tool_version', type: 'STRING', of: ({ checked }) => checked?.tool.version },
  { name: 'profile_id', type: 'STRING', of: ({ checked }) => checked?.profile.id },
  { name: 'profile_version', type: 'STRING', of: ({ checked }) => checked?.profile.version },
  { name: 'profile_digest', type: 'STRING', of: ({ checked }) => checked?.profile.digest },
  { name: 'reviewless', type: 'BOOLEAN', of: ({ checked }) => checked?.reviewless },
  { name: 'coverage', type: 'DOUBLE', of: summed(({ coverage }) => coverage) },
  { name: 'findings_s1', type: 'INT32', of: summed(({ findings }) => findings?.S1) },
  { name: 'findings_s2', type: 'INT32', of: summed(({ findings }) => findings?.S2) },
  { name: 'findings_s3', type: 'INT32', of: summed(({ findings }) => findings?.S3) },
  { name: 'stops', type: 'STRING', of: summed(({ stops }) => stops?.join(',')) },
];

/** The file's bytes. Besides the columns of every table: `rule_ID`, and `ID__MEASURE` for each measure of a whole trace. */
export function resultsParquet(rows: readonly TraceResult[]): Uint8Array {
  const columns = [...COLUMNS, ...ruleColumns(rows), ...measureColumns(rows)];
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: columns.map(({ name, type, of }): ColumnSource => ({
        name,
        type,
        data: rows.map((row) => of(row) ?? null),
        nullable: true,
      })),
      createdBy: 'playhead',
    }),
  );
}

function ruleColumns(rows: readonly TraceResult[]): readonly Column[] {
  const ids = distinct(rows, ({ checked }) => checked?.report?.rules.map(({ id }) => id));
  return ids.map((id) => ({
    name: `rule_${plain(id)}`,
    type: 'STRING',
    of: ({ checked }) => checked?.report?.rules.find((rule) => rule.id === id)?.result,
  }));
}

function measureColumns(rows: readonly TraceResult[]): readonly Column[] {
  const names = distinct(rows, ({ checked }) =>
    checked?.report?.rules.flatMap(({ id, measures }) =>
      measures.filter(({ item }) => item === undefined).map(({ name }) => JSON.stringify([id, name])),
    ),
  );
  return names.map((key) => {
    const [id = '', name = ''] = JSON.parse(key) as readonly string[];
    return {
      name: `${plain(id)}__${plain(name)}`,
      type: 'DOUBLE',
      of: ({ checked }) =>
        checked?.report?.rules
          .find((rule) => rule.id === id)
          ?.measures.find((measure) => measure.name === name && measure.item === undefined)?.value,
    };
  });
}

function distinct(
  rows: readonly TraceResult[],
  pick: (row: TraceResult) => readonly string[] | undefined,
): readonly string[] {
  return [...new Set(rows.flatMap((row) => pick(row) ?? []))];
}

/** A name that needs no quotes in SQL. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9_]/g, '_');
}
