/** The shop, as `run.js` starts it. */
import { settings } from '../src/settings.js';
import { openShop } from '../src/shop.js';
import { Exporter } from '../src/telemetry/exporter.js';

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
