export const votes = ['up', 'down'] as const;
export type Vote = (typeof votes)[number];

/** An answer from the handbook as it was given, and what its reader made of it. */
export interface GivenAnswer {
  id: string;
  conversationId: string;
  /** Id of the reply as we made it, and as the channel named it when it was sent; null where it keeps ours. */
  activityId: string;
  sentId: string | null;
  staffId: string;
  at: number;
  /** Names and numbers of people and firms are hidden. */
  question: string;
  answer: string;
  /** Ids of the clauses cited. */
  clauses: string[];
  /** Of the handbook's text at that time. */
  version: string;
  /** Nothing in the handbook answers it. */
  declined: boolean;
  /** A language model wrote the words. */
  byModel: boolean;
  vote: Vote | null;
  votedAt: number | null;
  /** What the reader wrote beside the vote. */
  remark: string | null;
}

/** Which answer a vote is about: the one a reply carried, or the last one of the conversation. */
export interface VotedOn {
  conversationId: string;
  replyId: string | null;
}
