import { parseArgs } from 'node:util';
import { measureDerivation } from './ledger/derivation.js';
import { measureRepair } from './ledger/repair.js';
import { measureSweeps } from './ledger/sweeps.js';

/** What deadlines cost. `npm run bench -- ledger --obligations 1000000` takes a million open obligations; 100,000 without. */
const { values } = parseArgs({ options: { obligations: { type: 'string', default: '100000' } } });
const open = Number(values.obligations);
if (!Number.isInteger(open) || open < 1_000) throw new Error('--obligations takes a whole number from 1000 on');
measureDerivation(20_000, 5);
console.log('sweeps of the ledger on the embedded store');
await measureSweeps(1_000, open);
console.log('repair beside a running server');
await measureRepair(open);
