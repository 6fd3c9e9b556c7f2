import type { Clock } from '../../clock.js';
import type { Store } from '../../domain/ports.js';
import type { Channel } from '../channel.js';
import { channelId } from './decode.js';
import { send } from './send.js';

export { type PageFolders, resolvePage } from './pages.js';
export { mountWebChat, storedId, type WebChatOptions } from './routes.js';
export { SignIn } from './sign-in.js';
export { ActivityStream } from './stream.js';
export { demoPeople, demoVisitors, noVisitors, type Visitors, type WebChatPerson } from './visitors.js';

/** The web chat as a channel: proactive messages are appended to the conversation that its page polls. */
export function createWebChatChannel(store: Pick<Store, 'transaction'>, clock: Clock): Channel {
  return {
    serves: (id) => id === channelId,
    send: (conversation, activity) => send(store, conversation, activity, clock.businessNow()),
  };
}
