import type { Activity } from 'botbuilder';
import { customerWords } from '../../dialogs/customer-chat/dialog.js';
import { compose, line } from '../../dialogs/engine/reply.js';
import { smallTalkWords } from '../../dialogs/small-talk/dialog.js';
import { AppError } from '../errors.js';
import { customerChannel } from './customer-chat/channel.js';
import { encodeReply } from './encode-reply.js';
import { languageOfLocale } from './language.js';

/** What a sender reads whose message could not be kept: to say it once more, later where the records are full or away. */
export function sayAgain(activity: Activity, error: unknown, at: number): Activity[] {
  const language = languageOfLocale(activity.locale);
  const away = error instanceof AppError && ['unreachable', 'corrupt', 'misconfigured'].includes(error.code);
  const own = activity.channelId === customerChannel;
  const said = line(
    own ? customerWords.say(language, 'failed') : smallTalkWords.say(language, away ? 'failed.away' : 'failed'),
  );
  return encodeReply(compose([said]), activity, (n) => `${activity.id}.failed.${n}`, at);
}
