import { measureDerivation } from './ledger/derivation.js';
import { measureSweeps } from './ledger/sweeps.js';

/** What deadlines cost. `npm run bench -- ledger 1000000` takes a million open obligations; 100,000 without. */
const open = Number(process.argv[2] ?? 100_000);
if (process.argv[3] !== 'sweeps') measureDerivation(20_000, 5);
console.log('sweeps of the ledger on the embedded store');
await measureSweeps(1_000, open);
