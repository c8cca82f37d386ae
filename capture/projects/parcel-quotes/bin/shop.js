/** The shop, as `run.js` starts it. */
import { quotePath } from '../src/load.js';
import { settings } from '../src/settings.js';
import { openShop } from '../src/shop.js';
import { Exporter } from '../src/telemetry/exporter.js';

// The first quote of a process takes longer than all others: it is asked of a shop that has no customers.
const empty = await openShop(0);
await fetch(empty.url + quotePath(0));
empty.close();

const shop = await openShop(settings.port);
const exporter = new Exporter(settings.folder, shop.services, settings.exportMs);

function stop() {
  shop.close();
  exporter.stop();
  process.exit();
}

process.on('SIGTERM', stop);
process.on('disconnect', stop);
process.send({ url: shop.url });
