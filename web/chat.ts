import type { Action, Shown } from './activity.js';
import { BusinessClock } from './business-clock.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { fetchSettings, type Outgoing, type Person, ServerRefusal, type Settings, signOut } from './direct-line.js';
import { button, part } from './dom.js';
import { loadPerson, savePerson, staffKeeper } from './keepsake.js';
import { LogView } from './log-view.js';
import { prepare } from './outgoing-files.js';
import { staffWords } from './page-words.js';
import { TicketLine } from './ticket-line.js';
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
  if (refusal.code === 'WebChatOff') return '网页聊天还没有配置登录，请管理员设好登录再开放。';
  if (refusal.code === 'NotInDirectory') return '名册里没有您这个账号，请管理员先登记；登记好再刷新这一页。';
  if (refusal.code === 'Forbidden') return '网页聊天只在运行首问的这台电脑上开放，请用 127.0.0.1 打开。';
  return `网页聊天没有开放：${refusal.message}`;
}

/** Leads to the sign-in; after one that failed, and after signing out, only by hand. */
function signInOrTell(): void {
  const why = new URLSearchParams(location.search).get('signin');
  if (why === null) {
    location.replace('/signin');
    return;
  }
  const words: Record<string, string> = { away: '登录服务没有应答，稍等再试。', out: '已退出。' };
  tell(words[why] ?? '登录没有成功，再试一次。');
  notice.append(button('去登录', 'link', () => location.assign('/signin')));
}

/** One page: somebody's conversation at a time, the person switched at the top. */
class Page {
  readonly #settings: Settings;
  readonly #clock: BusinessClock;
  readonly #log: LogView;
  readonly #composer: Composer;
  readonly #waiting: Waiting;
  #conversation: Conversation | undefined;
  #userId = '';
  #unread = 0;
  /** Why a file was not sent, as it is shown. */
  #refused: string | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#clock = new BusinessClock(settings);
    const parts = { log: part('log', HTMLOListElement), scroll: part('scroll', HTMLDivElement) };
    this.#log = new LogView(
      { ...parts, newest: part('newest', HTMLButtonElement) },
      this.#clock,
      (action) => this.#act(action),
      (message) => this.#takeBack(message),
      async (replyId, reaction) => this.#conversation?.vote(replyId, reaction),
      staffWords,
    );
    this.#waiting = new Waiting((on) => this.#log.showTyping(on));
    this.#composer = new Composer(
      {
        form: part('composer', HTMLFormElement),
        text: part('text', HTMLTextAreaElement),
        send: part('send', HTMLButtonElement),
        files: part('files', HTMLInputElement),
      },
      (text) => this.#conversation?.say(text),
      (draft) => this.#conversation?.keepDraft(draft),
      (files) => void this.#sendFiles(files),
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
    this.#userId = person.userId;
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
    const line = new TicketLine(person.userId, () => {
      conversation.reset();
      this.#log.clear();
    });
    const conversation: Conversation = new Conversation(line, staffKeeper(person.userId), staffWords, {
      onActivities: (activities, history) => this.#show(person, activities, history),
      onSending: (message) => this.#send(message),
      onSent: (id) => this.#sent(id),
      onRefused: (message) => this.#log.markRefused(message),
      onAway: (isAway) => tell(isAway ? away : undefined),
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

  /** Each file is a message of its own, so that none is too long; what was being typed goes with the first. */
  async #sendFiles(files: File[]): Promise<void> {
    for (const file of files) {
      const prepared = await prepare(file);
      if ('refused' in prepared) {
        this.#refused = prepared.refused;
        tell(prepared.refused);
        continue;
      }
      const text = this.#conversation?.draft.trim() ?? '';
      this.#composer.write('');
      this.#conversation?.say(text, undefined, [prepared]);
    }
    this.#focusWithKeyboard();
  }

  #act(action: Action): void {
    this.#conversation?.say(action.say, action.value);
    this.#focusWithKeyboard();
  }

  #send(message: Outgoing): void {
    welcome.hidden = true;
    if (this.#refused !== undefined && notice.textContent === this.#refused) tell(undefined);
    this.#refused = undefined;
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
        if (person.userId !== this.#userId) this.#enter(person);
      });
      made.dataset.user = person.userId;
      made.title = person.title;
      return made;
    });
    people.append(...buttons);
    if (!this.#settings.signIn) return;
    people.append(button('退出', 'person', () => void signOut().then(() => location.assign('/?signin=out'))));
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
  const text = part('text', HTMLTextAreaElement);
  text.disabled = true;
  text.placeholder = '';
  if (fault.code === 'SignIn') signInOrTell();
  else tell(closedWords(fault));
}
