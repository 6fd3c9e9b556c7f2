import type { Reads, Writes } from '../../domain/ports.js';
import type { Session } from '../session.js';
import { upsert } from '../upsert.js';

export function settingReads(session: Session): Pick<Reads, 'findSetting'> {
  return {
    async findSetting(name) {
      const query = session.db.selectFrom('settings').select('value').where('name', '=', name);
      return (await session.first(query))?.value;
    },
  };
}

export function settingWrites(session: Session): Pick<Writes, 'saveSetting'> {
  return {
    async saveSetting(name, value) {
      await upsert(session, 'settings', ['name'], [{ name, value }]);
    },
  };
}
