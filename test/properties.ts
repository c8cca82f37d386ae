/**
 * Set up before every test file that draws samples: the same ones in every run, so that a run says of the code alone
 * whether it is right. To look further, `PROPERTY_SEED=random npx vitest run FILE`, or a number that such a run told.
 */
import fc from 'fast-check';

const SEED = 20_260_101;

const { PROPERTY_SEED: asked } = process.env;
fc.configureGlobal({ seed: asked === 'random' ? Date.now() : Number(asked ?? SEED) });
