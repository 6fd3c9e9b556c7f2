import type { Store } from '../../src/domain/ports.js';
import { alertCases } from './cases/alerts.js';
import { answerCases } from './cases/answers.js';
import { complaintLifeCases } from './cases/complaint-life.js';
import { conversationCases } from './cases/conversation.js';
import { customerLinkCases } from './cases/customer-links.js';
import { directoryCases } from './cases/directory.js';
import { erasureCases } from './cases/erasure.js';
import { eventCases } from './cases/events.js';
import { formCases } from './cases/forms.js';
import { ledgerCases } from './cases/ledger.js';
import { recordCases } from './cases/records.js';
import { schemaCases } from './cases/schema.js';
import { sealingCases } from './cases/sealing.js';
import { transactionCases } from './cases/transactions.js';
import { viewerCases } from './cases/viewers.js';
import type { TestDatabase, TestServer } from './databases.js';

/** A fresh database for each test, with a store open on it. */
export interface Bench {
  readonly database: TestDatabase;
  readonly store: Store;
}

/** What every implementation of the record store must do. */
export function storeConformance(name: string, start: () => Promise<TestServer>): void {
  describe(`record store on ${name}`, () => {
    let server: TestServer;
    let database: TestDatabase;
    let store: Store;
    const bench: Bench = {
      get database() {
        return database;
      },
      get store() {
        return store;
      },
    };

    beforeAll(async () => {
      server = await start();
    });

    afterAll(() => server.stop());

    beforeEach(async () => {
      database = await server.fresh();
      store = await database.open();
    });

    afterEach(async () => {
      await store.close();
      await database.drop();
    });

    directoryCases(bench);
    recordCases(bench);
    complaintLifeCases(bench);
    formCases(bench);
    viewerCases(bench);
    eventCases(bench);
    ledgerCases(bench);
    alertCases(bench);
    customerLinkCases(bench);
    answerCases(bench);
    conversationCases(bench);
    transactionCases(bench);
    schemaCases(bench);
    sealingCases(bench);
    erasureCases(bench);
  });
}
