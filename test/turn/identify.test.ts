import type { Reads } from '../../src/domain/ports.js';
import type { Staff } from '../../src/domain/staff.js';
import { Identities } from '../../src/turn/identify.js';

const anna: Staff = {
  id: 'anna',
  name: '安娜',
  workNumber: null,
  role: 'manager',
  teamId: 't',
  supervisorId: 'zhou',
  phone: null,
  kind: 'directory',
};

function directoryOf(people: Record<string, Staff>) {
  let reads = 0;
  const findStaffByIdentity: Reads['findStaffByIdentity'] = async (_viewer, channel, tenant, userId) => {
    reads++;
    return people[`${channel} ${tenant} ${userId}`];
  };
  const findStaff: Reads['findStaff'] = async () => undefined;
  return { store: { findStaffByIdentity, findStaff }, people, reads: () => reads };
}

const who = { channel: 'msteams', tenant: 'contoso', userId: 'a' };

test('a person is looked up once while the directory stands still', async () => {
  const directory = directoryOf({ 'msteams contoso a': anna });
  const identities = new Identities(directory.store, false);
  for (let n = 0; n < 3; n++) expect(await identities.find(who, 7)).toEqual({ staff: anna, stored: true });
  expect(directory.reads()).toBe(1);
});

test('who left the directory is nobody with the next message', async () => {
  const directory = directoryOf({ 'msteams contoso a': anna });
  const identities = new Identities(directory.store, false);
  await identities.find(who, 7);
  delete directory.people['msteams contoso a'];
  expect(await identities.find(who, 8)).toBeUndefined();
});

test('an id counts on its own channel and in its own tenant', async () => {
  const identities = new Identities(directoryOf({ 'msteams contoso a': anna }).store, false);
  await identities.find(who, 7);
  expect(await identities.find({ ...who, tenant: 'fabrikam' }, 7)).toBeUndefined();
  expect(await identities.find({ ...who, channel: 'emulator' }, 7)).toBeUndefined();
});

test('in demo mode somebody unknown is a stranger of the demo team, always the same one', async () => {
  const identities = new Identities(directoryOf({ 'emulator  demo-manager': anna }).store, true);
  const stranger = { channel: 'emulator', tenant: '', userId: 'x' };
  const found = await identities.find(stranger, 1);
  expect(found).toMatchObject({ stored: false, staff: { kind: 'stranger', teamId: 't', supervisorId: 'zhou' } });
  expect(await identities.find(stranger, 1)).toEqual(found);
});
