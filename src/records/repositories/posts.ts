import type { Reads, Writes } from '../../domain/ports.js';
import type { Session } from '../session.js';
import { insertMissing } from '../upsert.js';

export function postReads(session: Session): Pick<Reads, 'listPostHolders'> {
  return {
    async listPostHolders(post) {
      const query = session.db.selectFrom('posts').selectAll().where('post', '=', post).orderBy('staff_id');
      return (await session.all(query)).map((row) => row.staff_id);
    },
  };
}

export function postWrites(session: Session): Pick<Writes, 'insertPostHolders'> {
  return {
    async insertPostHolders(holders) {
      if (holders.length === 0) return;
      await insertMissing(
        session,
        'posts',
        holders.map(({ post, staffId }) => ({ post, staff_id: staffId })),
      );
    },
  };
}
