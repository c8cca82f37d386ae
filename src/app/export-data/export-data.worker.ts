import { connect, type Remote } from '../../base/rpc.ts';
import { ExportService, type DataPage } from './export-service.ts';

const page: Remote<DataPage> = connect<DataPage>(globalThis, new ExportService(() => page));
