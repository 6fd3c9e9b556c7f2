import type { Action, Shown } from './activity.js';
import { BusinessClock } from './business-clock.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { fetchSettings, type Outgoing, type Person, ServerRefusal, type Settings } from './direct-line.js';
import { button, part } from './dom.js';
import { loadPerson, savePerson } from './keepsake.js';
import { LogView } from './log-view.js';
import { Waiting } from './waiting.js';
import { renderWelcome } from './welcome.js';

const notice = part('notice', HTMLParagraphElement);
const welcome = part('welcome', HTMLElement);
const title = document.title;
const away = '连不上首问，正在重连…您写的都留着';

/** Keeps asking until the server answers: the page may be opened before it is up. */
async function settingsWhenUp(): Promise<Settings> {
  for (;;) {
    try {
      return await fetchSettings();
    } catch (fault) {
      if (fault instanceof ServerRefusal && fault.status < 500) throw fault;
      tell(away);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    }
  }
}

function tell(words: string | undefined): void {
  notice.textContent = words ?? '';
  notice.hidden = words === undefined;
}

function closedWords(refusal: ServerRefusal): string {
  if (refusal.code === 'WebChatOff') return '网页聊天还没有登录功能，现在只在演示模式下开放。';
  if (refusal.code === 'Forbidden') return '网页聊天只在运行首问的这台电脑上开放，请用 127.0.0.1 打开。';
  return `网页聊天没有开放：${refusal.message}`;
}

/** One page: somebody's conversation at a time, the person switched at the top. */
class Page {
  readonly #settings: Settings;
  readonly #clock: BusinessClock;
  readonly #log: LogView;
  readonly #composer: Composer;
  readonly #waiting: Waiting;
  #conversation: Conversation | undefined;
  #unread = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#clock = new BusinessClock(settings);
    const parts = { log: part('log', HTMLOListElement), scroll: part('scroll', HTMLDivElement) };
    this.#log = new LogView(
      { ...parts, newest: part('newest', HTMLButtonElement) },
      this.#clock,
      (action) => this.#act(action),
      (message) => this.#takeBack(message),
    );
    this.#waiting = new Waiting((on) => this.#log.showTyping(on));
    this.#composer = new Composer(
      {
        form: part('composer', HTMLFormElement),
        text: part('text', HTMLTextAreaElement),
        send: part('send', HTMLButtonElement),
      },
      (text) => this.#conversation?.say(text),
      (draft) => this.#conversation?.keepDraft(draft),
    );
    window.addEventListener('online', () => this.#conversation?.look());
    document.addEventListener('visibilitychange', () => this.#shownOrHidden());
  }

  open(): void {
    const people = this.#settings.people;
    const kept = loadPerson();
    const person = people.find(({ userId }) => userId === kept) ?? people[0];
    if (!person) {
      tell('这里还没有可以登录的人');
      return;
    }
    this.#drawPeople();
    this.#showTime();
    this.#enter(person);
  }

  #enter(person: Person): void {
    this.#conversation?.stop();
    this.#conversation = undefined;
    this.#waiting.stop();
    this.#log.leave();
    welcome.hidden = true;
    savePerson(person.userId);
    for (const each of document.querySelectorAll('#people button')) {
      each.setAttribute('aria-pressed', String(each.getAttribute('data-user') === person.userId));
    }
    const conversation = this.#listen(person);
    this.#composer.write(conversation.draft);
    this.#conversation = conversation;
    conversation.start();
    this.#focusWithKeyboard();
  }

  /** Not on phones, where it would raise the keyboard over what was just said. */
  #focusWithKeyboard(): void {
    if (matchMedia('(hover: hover)').matches) this.#composer.focus();
  }

  #listen(person: Person): Conversation {
    const conversation: Conversation = new Conversation(person.userId, {
      onActivities: (activities, history) => this.#show(person, activities, history),
      onSending: (message) => this.#send(message),
      onSent: (id) => this.#sent(id),
      onRefused: (message) => this.#log.markRefused(message),
      onAway: (isAway) => tell(isAway ? away : undefined),
      onReset: () => this.#log.clear(),
      onClosed: (refusal) => this.#close(refusal),
    });
    return conversation;
  }

  #show(person: Person, activities: Shown[], history: boolean): void {
    this.#log.add(activities, history);
    this.#waiting.heard(activities);
    const news = activities.filter((activity) => !activity.mine && activity.type === 'message').length;
    if (!history && document.hidden && news > 0) {
      this.#unread += news;
      document.title = `(${this.#unread}) ${title}`;
    }
    if (history && this.#log.isEmpty) this.#greet(person);
  }

  #greet(person: Person): void {
    const write = (text: string) => {
      this.#composer.write(text);
      this.#composer.focus();
    };
    welcome.replaceChildren(...renderWelcome(person, this.#clock, write));
    welcome.hidden = false;
  }

  #act(action: Action): void {
    this.#conversation?.say(action.say, action.value);
    this.#focusWithKeyboard();
  }

  #send(message: Outgoing): void {
    welcome.hidden = true;
    this.#log.addSending(message);
  }

  #sent(id: string): void {
    this.#log.markSent(id);
    this.#waiting.asked(id);
  }

  #takeBack(message: Outgoing): void {
    this.#conversation?.takeBack(message);
    this.#composer.write([this.#conversation?.draft, message.text].filter(Boolean).join('\n'));
    this.#composer.focus();
  }

  #close(refusal: ServerRefusal): void {
    tell(closedWords(refusal));
    this.#composer.close();
  }

  #shownOrHidden(): void {
    if (document.hidden) return;
    this.#unread = 0;
    document.title = title;
    this.#conversation?.look();
  }

  #drawPeople(): void {
    const people = part('people', HTMLFieldSetElement);
    const buttons = this.#settings.people.map((person) => {
      const made = button(person.name, 'person', () => {
        if (person.userId !== this.#conversation?.userId) this.#enter(person);
      });
      made.dataset.user = person.userId;
      made.title = person.title;
      return made;
    });
    people.append(...buttons);
  }

  #showTime(): void {
    if (!this.#clock.simulated) return;
    const subtitle = part('subtitle', HTMLParagraphElement);
    const show = (): void => {
      const now = this.#clock.now();
      subtitle.textContent = `演示时间 ${this.#clock.day(now)} ${this.#clock.time(now)}`;
    };
    show();
    setInterval(show, 1_000);
  }
}

try {
  const settings = await settingsWhenUp();
  tell(undefined);
  new Page(settings).open();
} catch (fault) {
  if (!(fault instanceof ServerRefusal)) throw fault;
  tell(closedWords(fault));
  part('text', HTMLTextAreaElement).disabled = true;
}
