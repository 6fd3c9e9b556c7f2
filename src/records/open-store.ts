import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reads, Store, Tx } from '../domain/ports.js';
import { AppError } from '../errors.js';
import { fieldSecrets } from '../secret-key.js';
import type { Database } from './database.js';
import { forgetOld } from './erasure/old.js';
import { checkSchema, migrate } from './migrate.js';
import { NestingGuard } from './nesting-guard.js';
import { lazily, together } from './parts.js';
import { PostgresStore } from './postgres.js';
import { recordPages } from './record-pages.js';
import { activityReads, activityWrites } from './repositories/activities.js';
import { answerWrites } from './repositories/answers.js';
import { attachmentReads, attachmentWrites } from './repositories/attachments.js';
import { cardReads, cardWrites } from './repositories/cards.js';
import { complaintReads, complaintWrites } from './repositories/complaints.js';
import { conversationReads, conversationWrites } from './repositories/conversations.js';
import { customerLinkReads, customerLinkWrites } from './repositories/customer-links.js';
import { customerReads, customerWrites } from './repositories/customers.js';
import { DirectoryRevision } from './repositories/directory-revision.js';
import { claimDueWork, dueWorkWrites, hasDueWork, markDone } from './repositories/due-work.js';
import { eventReads, eventWrites } from './repositories/events.js';
import { formRecordReads, formRecordWrites } from './repositories/form-records.js';
import { inboxReads, inboxWrites } from './repositories/inbox.js';
import { leaveReads, leaveWrites } from './repositories/leaves.js';
import { measure } from './repositories/measures.js';
import { modelCallReads, modelCallWrites } from './repositories/model-calls.js';
import { noteReads, noteWrites } from './repositories/notes.js';
import { obligationReads, obligationWrites } from './repositories/obligations.js';
import { claimOutbox, deferOutbox, findSent, hasOutbox, outboxWrites, wakeOutbox } from './repositories/outbox.js';
import { postReads, postWrites } from './repositories/posts.js';
import { settingReads, settingWrites } from './repositories/settings.js';
import { staffReads, staffWrites } from './repositories/staff.js';
import { valueReads, valueWrites } from './repositories/values.js';
import { visitReads, visitWrites } from './repositories/visits.js';
import { prepareSealing } from './reseal.js';
import type { Session } from './session.js';
import { SqliteStore } from './sqlite.js';
import { Vault } from './vault.js';

export interface StoreLocation {
  /** postgres://… ; without it the embedded database in `dataDir` is used. */
  databaseUrl?: string;
  dataDir: string;
  /** What personal fields are sealed with: the first seals, all open. Without them the key kept in `dataDir` does. */
  secrets?: readonly string[];
}

/**
 * Opens the record store and brings it to the current schema. `misconfigured` when it cannot be opened or is newer than
 * this program, `unreachable` when the server does not answer or the file stays locked.
 */
export async function openStore(location: StoreLocation): Promise<Store> {
  return storeOn(await openDatabase(location));
}

/** As `openStore`, without repositories over it. */
export async function openDatabase(location: StoreLocation): Promise<Database> {
  const { databaseUrl, dataDir } = location;
  const vault = new Vault(location.secrets ?? fieldSecrets({ dataDir, secretKey: undefined, fieldKeys: [] }));
  const database = databaseUrl ? new PostgresStore(databaseUrl, vault) : await openFile(dataDir, vault);
  try {
    await migrate(database);
    await prepareSealing(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function openFile(dataDir: string, vault: Vault): Promise<Database> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new AppError('misconfigured', 'DATA_DIR cannot be made: check the path and its rights.', { cause });
  }
  return SqliteStore.open(join(dataDir, 'shouwen.db'), vault);
}

function storeOn(database: Database): Store {
  const { reads: session } = database;
  const txOn: (inner: Session) => Tx = lazily([...readParts, ...writeParts], session);
  const reads: Reads = together(readParts, session);
  const write = guarded(database);
  const transaction = <T>(work: (tx: Tx) => Promise<T>) => write((inner) => work(txOn(inner)));
  return {
    ...reads,
    transaction,
    tryHoldConversation: (conversationId) => database.tryHold(`conversation ${conversationId}`),
    async claimDueWork(claim) {
      if (!(await hasDueWork(session, claim.now))) return [];
      return write((inner) => claimDueWork(inner, claim));
    },
    finishDueWork: (work, effect) =>
      write(async (inner) => {
        const done = await markDone(inner, work);
        if (done) await effect(txOn(inner));
        return done;
      }),
    async claimOutbox(claim) {
      if (!(await hasOutbox(session))) return [];
      return write((inner) => claimOutbox(inner, claim));
    },
    findSent: (key) => findSent(session, key),
    settleOutbox: (key, outcome) => transaction((tx) => tx.settleOutbox(key, outcome)),
    deferOutbox: (staffId, notBeforeMs) => write((inner) => deferOutbox(inner, staffId, notBeforeMs)),
    wakeOutbox: (staffId) => write((inner) => wakeOutbox(inner, staffId)),
    saveSetting: (name, value) => transaction((tx) => tx.saveSetting(name, value)),
    forgetOld: (kind, before, limit) => write((inner) => forgetOld(inner, kind, before, limit)),
    records: (viewer, kind) => recordPages(session, viewer)[kind](),
    async ping() {
      await checkSchema(session);
      await transaction((tx) => tx.saveSetting('last-probe', `${Date.now()}`));
    },
    measure: (now) => measure(session, now),
    close: () => database.close(),
  };
}

function guarded(database: Database): Database['transaction'] {
  const guard = new NestingGuard();
  return async (work) => {
    guard.check();
    return database.transaction((session) => guard.run(() => work(session)));
  };
}

const readParts = [
  staffReads,
  customerReads,
  valueReads,
  customerLinkReads,
  directoryReads,
  complaintReads,
  visitReads,
  eventReads,
  obligationReads,
  conversationReads,
  inboxReads,
  activityReads,
  settingReads,
  cardReads,
  leaveReads,
  modelCallReads,
  formRecordReads,
  attachmentReads,
  noteReads,
  postReads,
] as const;

const writeParts = [
  directoryWrites,
  valueWrites,
  customerLinkWrites,
  complaintWrites,
  visitWrites,
  eventWrites,
  obligationWrites,
  conversationWrites,
  inboxWrites,
  activityWrites,
  outboxWrites,
  settingWrites,
  dueWorkWrites,
  cardWrites,
  leaveWrites,
  answerWrites,
  modelCallWrites,
  formRecordWrites,
  attachmentWrites,
  noteWrites,
  postWrites,
] as const;

function directoryReads(session: Session): Pick<Reads, 'directoryRevision'> {
  const revision = new DirectoryRevision(session);
  return { directoryRevision: () => revision.read() };
}

/** However many of them a transaction writes, the directory's revision grows once. */
function directoryWrites(session: Session) {
  const revision = new DirectoryRevision(session);
  return { ...staffWrites(session, revision), ...customerWrites(session, revision) };
}
