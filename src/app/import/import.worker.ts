import { connect, type Remote } from '../../base/rpc.ts';
import { ImportService, type ImportPage } from './import-service.ts';

const page: Remote<ImportPage> = connect<ImportPage>(globalThis, new ImportService(() => page));
