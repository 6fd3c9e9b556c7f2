import { measureDerivation } from './ledger/derivation.js';
import { measureRepair } from './ledger/repair.js';
import { measureSweeps } from './ledger/sweeps.js';

/** What deadlines cost. `npm run bench -- ledger 1000000` takes a million open obligations; 100,000 without. */
const open = Number(process.argv[2] ?? 100_000);
measureDerivation(20_000, 5);
console.log('sweeps of the ledger on the embedded store');
await measureSweeps(1_000, open);
console.log('repair beside a running server');
await measureRepair(Math.min(open, 100_000));
