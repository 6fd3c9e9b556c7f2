import { randomUUID } from 'node:crypto';
import type { ActivityWatch } from '../activity-watch.js';
import type { SharedRedis } from './connection.js';

/** Carries news of conversations to the other processes, and theirs to the listeners of this one. Lost news are found by looking. */
export function shareNews(redis: SharedRedis, watch: ActivityWatch): void {
  const channel = `${redis.prefix}news`;
  const self = randomUUID();
  watch.onAnnounced((conversationId) => {
    if (!redis.up()) return;
    redis.commands.publish(channel, `${self} ${conversationId}`).catch(() => undefined);
  });
  redis.listener.on('message', (_channel: string, message: string) => {
    const cut = message.indexOf(' ');
    if (message.slice(0, cut) !== self) watch.wake(message.slice(cut + 1));
  });
  redis.listener.subscribe(channel).catch(() => undefined);
}
