import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

/** Preloaded by a test: writes every module that is loaded into the file named by LOADS. */
registerHooks({
  load(url, context, nextLoad) {
    appendFileSync(process.env.LOADS, `${url}\n`);
    return nextLoad(url, context);
  },
});
