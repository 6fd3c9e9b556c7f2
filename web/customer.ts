import type { Shown } from './activity.js';
import { BusinessClock } from './business-clock.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { CookieLine, type CustomerSettings, endSession, openSession } from './cookie-line.js';
import { ServerRefusal } from './direct-line.js';
import { button, element, part } from './dom.js';
import { keeperIn } from './keepsake.js';
import { LogView } from './log-view.js';
import { prepare } from './outgoing-files.js';
import { typeset } from './typeset.js';
import { Waiting } from './waiting.js';

const notice = part('notice', HTMLParagraphElement);
const welcome = part('welcome', HTMLElement);
const locales: Record<string, string> = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en-GB' };

/** What the address brought: read once and taken out of it, so that nothing of it stands in the history. */
function takeToken(): string | undefined {
  const token = location.hash.slice(1);
  if (token !== '') history.replaceState(null, '', location.pathname);
  return token === '' ? undefined : token;
}

/** Keeps asking until the server answers. */
async function openWhenUp(token: string | undefined): Promise<CustomerSettings> {
  for (;;) {
    try {
      return await openSession(token);
    } catch (fault) {
      if (fault instanceof ServerRefusal && fault.status < 500 && fault.status !== 429) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    }
  }
}

function tell(words: string | undefined): void {
  notice.textContent = words ?? '';
  notice.hidden = words === undefined;
}

/** One customer's chat: what was said in this browser's session, and nothing else. */
class CustomerPage {
  readonly #words: (key: string) => string;
  readonly #composer: Composer;
  readonly #log: LogView;
  readonly #waiting: Waiting;
  readonly #conversation: Conversation;

  constructor({ words, language, timeZone }: CustomerSettings) {
    const locale = locales[language] ?? 'zh-CN';
    this.#words = (key) => typeset(words[key] ?? '');
    this.#dress(locale);
    const clock = new BusinessClock({ timeZone, clock: { now: 0, simulated: false, speed: 1 } }, locale);
    const parts = {
      log: part('log', HTMLOListElement),
      scroll: part('scroll', HTMLDivElement),
      newest: part('newest', HTMLButtonElement),
    };
    const say = this.#words;
    const logWords = { you: say('you'), bot: say('bot'), pressed: '', back: say('back'), typing: say('typing') };
    this.#log = new LogView(
      parts,
      clock,
      ({ say: text }) => this.#conversation.say(text),
      (message) => {
        this.#conversation.takeBack(message);
        this.#composer.write([this.#conversation.draft, message.text].filter(Boolean).join('\n'));
      },
      async () => undefined,
      { ...logWords, answers: say('answers') },
    );
    this.#waiting = new Waiting((on) => this.#log.showTyping(on));
    this.#conversation = this.#listen(locale);
    this.#composer = new Composer(
      {
        form: part('composer', HTMLFormElement),
        text: part('text', HTMLTextAreaElement),
        send: part('send', HTMLButtonElement),
        files: part('files', HTMLInputElement),
      },
      (text) => this.#conversation.say(text),
      (draft) => this.#conversation.keepDraft(draft),
      (files) => void this.#sendFiles(files),
    );
  }

  start(): void {
    this.#composer.write(this.#conversation.draft);
    this.#conversation.start();
    window.addEventListener('online', () => this.#conversation.look());
    document.addEventListener('visibilitychange', () => document.hidden || this.#conversation.look());
    if (matchMedia('(hover: hover)').matches) this.#composer.focus();
  }

  #listen(locale: string): Conversation {
    const say = this.#words;
    const refusal = { tooLong: say('too-long'), notSent: say('not-sent') };
    // Kept for this tab alone: the phone may be lent.
    const keeper = keeperIn(() => sessionStorage, 'shouwen.customer');
    return new Conversation(new CookieLine(locale), keeper, refusal, {
      onActivities: (activities, history) => this.#show(activities, history),
      onSending: (message) => {
        tell(undefined);
        this.#log.addSending(message);
      },
      onSent: (id) => {
        this.#log.markSent(id);
        this.#waiting.asked(id);
      },
      onRefused: (message) => this.#log.markRefused(message),
      onAway: (away) => tell(away ? say('away') : undefined),
      onClosed: () => this.#close(say('invalid')),
    });
  }

  #show(activities: Shown[], history: boolean): void {
    this.#log.add(activities, history);
    this.#waiting.heard(activities);
  }

  async #sendFiles(files: File[]): Promise<void> {
    for (const file of files) {
      const prepared = await prepare(file);
      if ('refused' in prepared) tell(this.#words('file'));
      else {
        const text = this.#conversation.draft.trim();
        this.#composer.write('');
        this.#conversation.say(text, undefined, [prepared]);
      }
    }
  }

  #dress(locale: string): void {
    const say = this.#words;
    document.documentElement.lang = locale;
    document.title = say('title');
    part('name', HTMLHeadingElement).textContent = say('title');
    part('subtitle', HTMLParagraphElement).textContent = say('subtitle');
    part('newest', HTMLButtonElement).textContent = say('newest');
    part('label', HTMLLabelElement).textContent = say('label');
    const text = part('text', HTMLTextAreaElement);
    text.placeholder = say('placeholder');
    text.disabled = false;
    part('send', HTMLButtonElement).setAttribute('aria-label', say('send'));
    part('files', HTMLInputElement).setAttribute('aria-label', say('attach'));
    part('log', HTMLOListElement).setAttribute('aria-label', say('log'));
    const notes = ['what', 'kept', 'seen'].map((key) => element('p', {}, say(key)));
    welcome.replaceChildren(element('h2', {}, say('head')), ...notes);
    welcome.hidden = false;
    part('ending', HTMLDivElement).replaceChildren(button(say('end'), 'end', () => void this.#end()));
  }

  async #end(): Promise<void> {
    await endSession();
    this.#close(this.#words('ended'));
  }

  /** Nothing of the conversation stays on the device. */
  #close(words: string): void {
    this.#conversation.stop();
    this.#waiting.stop();
    this.#composer.close();
    part('composer', HTMLFormElement).hidden = true;
    sessionStorage.clear();
    this.#log.leave();
    part('ending', HTMLDivElement).replaceChildren();
    welcome.replaceChildren(element('h2', {}, this.#words('title')), element('p', {}, words));
    tell(undefined);
  }
}

window.addEventListener('hashchange', () => location.reload());
try {
  new CustomerPage(await openWhenUp(takeToken())).start();
} catch (fault) {
  if (!(fault instanceof ServerRefusal)) throw fault;
  tell(undefined);
  part('composer', HTMLFormElement).hidden = true;
  welcome.replaceChildren(element('p', {}, typeset(fault.message)));
  welcome.hidden = false;
}
