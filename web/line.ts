import type { Listening, News, Outgoing, Reaction } from './direct-line.js';

/** How a page talks with the server about one conversation. */
export interface Line {
  fetch(watermark: string): Promise<News>;
  /** Listens from a watermark on. `end` comes once, also when listening never began: then polling goes on. */
  listen(watermark: string, on: { open(): void; news(news: News): void; end(): void }): Promise<Listening>;
  /** Posting the same id again is the same message. */
  post(message: Outgoing): Promise<void>;
  vote(replyId: string, reaction: Reaction): Promise<void>;
  /** The server did not take who we are: it is asked anew at the next try. */
  expire(): void;
}
