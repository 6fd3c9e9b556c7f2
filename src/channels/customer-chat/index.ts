import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../clock.js';
import { customerChannel } from '../../turn/customer-chat/channel.js';
import type { Channel } from '../channel.js';
import { type Listened, type SocketOptions, SocketStream } from '../socket-stream.js';
import { encodeSet, storedId } from './encode.js';
import { send } from './send.js';
import type { CustomerDoor } from './verify.js';

export { type CustomerChatOptions, mountCustomerChat } from './routes.js';
export { CustomerDoor } from './verify.js';

/** Customers' own chats as a channel: they write, and are written to in answer alone. */
export function createCustomerChannel(): Channel {
  return { serves: (id) => id === customerChannel, send };
}

/** What is said in a session, as it is said. */
export function createCustomerStream(door: CustomerDoor, clock: Clock, options: SocketOptions): SocketStream {
  const admit = async (request: IncomingMessage): Promise<Listened | number> => {
    try {
      door.check(request.headers, request.socket.remoteAddress);
    } catch {
      return 403;
    }
    const { cookie } = request.headers;
    const session = await door.session(cookie);
    if (!session) return 404;
    return {
      conversationId: storedId(session.sessionId),
      encode: encodeSet,
      until: (options.realNow ?? Date.now)() + session.link.expiresAt - clock.businessNow(),
      stands: async () => (await door.session(cookie)) !== undefined,
    };
  };
  return new SocketStream({ leadsFrom: (path) => path === '/c/stream', admit }, options);
}
