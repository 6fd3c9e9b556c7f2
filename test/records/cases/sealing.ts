import { systemViewer } from '../../../src/domain/staff.js';
import { keys } from '../../../src/records/keys.js';
import { openDatabase, openStore } from '../../../src/records/open-store.js';
import { rotateKeys } from '../../../src/records/reseal.js';
import { sealedColumns } from '../../../src/records/sealed-columns.js';
import type { Bench } from '../conformance.js';
import {
  all,
  complaint,
  contact,
  conversation,
  customer,
  formRecord,
  message,
  outgoing,
  staff,
  visit,
} from '../samples.js';

/** Stands wherever somebody's name, number or words are stored. */
const secret = '欧阳某13900001111';
const [oldKey, newKey] = ['s'.repeat(40), 'n'.repeat(40)];

export function sealingCases(bench: Bench): void {
  describe('sealing', () => {
    const withKeys = (...secrets: string[]) => ({ ...bench.database.location, secrets });
    /** Every column of every table as it is stored. */
    const stored = async () => {
      const tables = await Promise.all(Object.keys(keys).map((table) => bench.database.look(`select * from ${table}`)));
      return JSON.stringify(tables);
    };
    const rotate = async (...secrets: string[]) => {
      const database = await openDatabase(withKeys(...secrets));
      await rotateKeys(database).finally(() => database.close());
    };
    const reads = async (...secrets: string[]) => {
      const store = await openStore(withKeys(...secrets));
      try {
        return (await all(store.records(systemViewer, 'contacts'))).map(({ name, phone }) => [name, phone]);
      } finally {
        await store.close();
      }
    };

    test('no name, number or word of anybody stands readable in the store, changed rows included', async () => {
      await bench.store.transaction(writeEverywhere);
      expect(await stored()).not.toMatch(/欧阳某|13900001111/);
      expect(await bench.store.findComplaint(systemViewer, 'TS-1')).toMatchObject({
        phone: secret,
        description: secret,
      });
      expect(await bench.store.findDialogState('c')).toMatchObject({ json: secret });
    });

    test('every column said to be sealed is', async () => {
      await bench.store.transaction(writeEverywhere);
      for (const [table, columns] of Object.entries(sealedColumns)) {
        const rows = await bench.database.look(`select ${columns.join(', ')} from ${table}`);
        const values = rows.flatMap((row) => Object.values(row)).filter((value) => value !== null);
        expect({ table, readable: values.filter((value) => !String(value).startsWith('\u0001')) }).toEqual({
          table,
          readable: [],
        });
        expect({ table, filled: columns.filter((column) => rows.some((row) => row[column] !== null)) }).toEqual({
          table,
          filled: columns,
        });
      }
    });

    test('two equal values do not look alike', async () => {
      const people = ['a', 'b'].map((id) => contact(id, 'c', { phone: '13900001111' }));
      await bench.store.transaction((tx) => tx.upsertContacts(people));
      const phones = (await bench.database.look('select phone from contacts')).map((row) => row.phone);
      expect(new Set(phones).size).toBe(2);
    });

    test('a store from before there was sealing is sealed when it is opened', async () => {
      await bench.database.tamper(`insert into contacts (id, customer_id, name, role, phone)
        select cast(n as text), 'c', '${secret}', 'liaison', '13900001111' from (${numbers(450)}) as rows;
        delete from settings where name = 'field-keys'`);
      expect(await reads(oldKey)).toHaveLength(450);
      expect(await stored()).not.toMatch(/欧阳某|13900001111/);
    });

    test('with another key nothing opens, and it is said what to do', async () => {
      await bench.store.transaction(writeEverywhere);
      await expect(reads(newKey)).rejects.toMatchObject({
        code: 'misconfigured',
        message: expect.stringMatching(/FIELD_KEYS=new,old/),
      });
    });

    test('after a rotation the old key is not needed any more, before it both are', async () => {
      const people = Array.from({ length: 450 }, (_, n) => contact(`c${n}`, 'c', { name: `人${n}`, phone: secret }));
      await bench.store.transaction((tx) => tx.upsertContacts(people));
      const before = await reads(newKey, oldKey);
      await expect(reads(newKey)).rejects.toMatchObject({ code: 'misconfigured' });
      await rotate(newKey, oldKey);
      expect(await reads(newKey)).toEqual(before);
      await expect(reads(oldKey)).rejects.toMatchObject({ code: 'misconfigured' });
    });

    test('what was written under a new key before the rotation needs the new key', async () => {
      const store = await openStore(withKeys(newKey, oldKey));
      await store.transaction((tx) => tx.upsertContact(contact('late', 'c')));
      await store.close();
      await expect(reads(oldKey)).rejects.toMatchObject({ code: 'misconfigured' });
    });

    test('a value that was changed, cut or moved to another column is not opened', async () => {
      await bench.store.transaction((tx) => tx.upsertContact(contact('a', 'c', { phone: '13900001111', title: '总' })));
      for (const change of [
        'phone = substr(phone, 1, 30)',
        "phone = substr(phone, 1, 20) || 'A' || substr(phone, 22)",
        'phone = title',
      ]) {
        await bench.database.tamper(`update contacts set ${change}`);
        await expect(bench.store.findContact(systemViewer, 'a')).rejects.toMatchObject({ code: 'corrupt' });
      }
    });
  });
}

function numbers(count: number): string {
  return `with recursive n (n) as (select 1 union all select n + 1 from n where n < ${count}) select n from n`;
}

type Write = Parameters<Bench['store']['transaction']>[0];

const writeEverywhere: Write = async (tx) => {
  await tx.insertStaff(staff('s', { phone: secret }), []);
  await tx.upsertCustomer(customer('c', { address: secret }));
  await tx.upsertContact(contact('p', 'c', { name: secret, title: secret, phone: secret }));
  const told = { contactName: secret, phone: secret, demand: secret, description: secret };
  await tx.insertComplaint(complaint('TS-1', told));
  await tx.updateComplaint(complaint('TS-1', told));
  const visited = { contactName: secret, place: secret, note: secret, outcome: secret };
  await tx.insertVisit(visit('BF-1', visited));
  await tx.updateVisit(visit('BF-1', visited));
  const form = formRecord('F-1', { contactName: secret, values: { said: secret } });
  await tx.insertFormRecord(form);
  await tx.updateFormRecord(form);
  await tx.insertNotes([{ eventId: 'e', subject: 'complaint:TS-1', text: secret, was: secret }]);
  const file = {
    id: 'f',
    subject: 'form:F-1',
    contentType: 'image/png',
    size: 1,
    sha256: '',
    addedBy: 's',
    addedAt: 1,
  };
  await tx.insertAttachments([{ ...file, name: secret, content: secret, url: secret }]);
  await tx.upsertConversation(conversation('c', { reference: secret }));
  for (const revision of [1, 2]) {
    await tx.saveDialogState({ conversationId: 'c', revision, json: secret, updatedAt: 1 }, revision - 1);
  }
  await tx.insertInbox(message('m', { activity: secret }));
  await tx.finishInbox(message('m'), secret);
  await tx.appendActivity('c', secret, 1);
  await tx.insertOutbox(outgoing('o', { activity: secret }));
  const given = { clauses: [], version: '1', declined: false, byModel: false, vote: null, votedAt: null, sentId: null };
  const answer = {
    id: 'a',
    conversationId: 'c',
    activityId: 'r',
    staffId: 's',
    at: 1,
    question: secret,
    answer: secret,
  };
  await tx.insertAnswer({ ...answer, ...given, remark: null });
  const votedOn = { conversationId: 'c', replyId: null };
  await tx.voteOnAnswer(votedOn, { vote: 'down', remark: secret, at: 1 });
};
