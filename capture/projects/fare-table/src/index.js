export { zoneFare as fare } from './zone-fare.js';

export const tariff = 'zones';
