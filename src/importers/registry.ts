import { asciicast } from './asciicast/index.ts';
import type { Importer } from './importer.ts';

/** Every importer, in the order in which they are asked: those that take a folder before those of its files, the surest first. */
export const IMPORTERS: readonly Importer[] = [asciicast];
