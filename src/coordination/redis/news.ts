import { randomUUID } from 'node:crypto';
import type { ActivityWatch } from '../activity-watch.js';
import type { SharedRedis } from './connection.js';

const purpose = 'redis/news';

/** Carries news of conversations to the other processes, and theirs to the listeners of this one. Lost news are found by looking. */
export function shareNews(redis: SharedRedis, watch: ActivityWatch): void {
  const channel = `${redis.prefix}news`;
  const self = randomUUID();
  watch.onAnnounced((conversationId) => {
    if (!redis.up()) return;
    redis.commands.publish(channel, `${self} ${redis.sealer.seal(purpose, conversationId)}`).catch(() => undefined);
  });
  redis.listener.on('message', (_channel: string, message: string) => {
    const cut = message.indexOf(' ');
    if (message.slice(0, cut) === self) return;
    try {
      watch.wake(redis.sealer.open(purpose, message.slice(cut + 1)));
    } catch {
      // Not ours, or closed with a key not known here yet: found by looking.
    }
  });
  redis.listener.subscribe(channel).catch(() => undefined);
}
