import type { RefusalWords } from './conversation.js';

/** What a conversation says around its messages. */
export interface LogWords {
  you: string;
  bot: string;
  /** A button was pressed that says nothing. */
  pressed: string;
  back: string;
  typing: string;
  /** Over a row of buttons, for readers of the screen. */
  answers: string;
}

/** The page of the staff. */
export const staffWords: LogWords & RefusalWords = {
  you: '您说：',
  bot: '首问说：',
  pressed: '(点了按钮)',
  back: '拿回来改',
  typing: '首问正在看',
  answers: '可以这样回',
  tooLong: '太长了，分几条发',
  notSent: '这条发不出去',
};
