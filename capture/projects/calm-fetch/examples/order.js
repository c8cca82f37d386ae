import { Client } from '../src/index.js';

const shop = new Client('http://localhost:3000');
console.log(await shop.request('GET', '/orders/17'));
