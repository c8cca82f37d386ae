/** Of the file beside batch.json. */
export const SIGNOFF_NAME = 'batch.signoff.json';
