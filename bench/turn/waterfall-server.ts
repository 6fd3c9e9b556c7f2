import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConversationState,
  MemoryStorage,
  type Request,
  type StatePropertyAccessor,
  type Storage,
} from 'botbuilder';
import {
  ComponentDialog,
  DialogSet,
  type DialogState,
  DialogTurnStatus,
  TextPrompt,
  WaterfallDialog,
} from 'botbuilder-dialogs';
import { Redis } from 'ioredis';
import restify from 'restify';
import { RedisStorage } from './redis-storage.js';
import { answer } from './worker.js';

/** The baseline: what the framework's samples do, two steps, the state saved once a message. Argument: a Redis port, or none for memory. */
class TwoSteps extends ComponentDialog {
  constructor() {
    super('two-steps');
    this.addDialog(new TextPrompt('text'));
    this.addDialog(
      new WaterfallDialog('steps', [
        async (step) => await step.prompt('text', `I have: ${step.context.activity.text}. Shall I record it?`),
        async (step) => {
          await step.context.sendActivity(`recorded: ${step.result}`);
          return await step.endDialog();
        },
      ]),
    );
    this.initialDialogId = 'steps';
  }
}

class Bot extends ActivityHandler {
  constructor(state: ConversationState, accessor: StatePropertyAccessor<DialogState>) {
    super();
    const dialog = new TwoSteps();
    const dialogs = new DialogSet(accessor);
    dialogs.add(dialog);
    this.onMessage(async (context, next) => {
      const dialogContext = await dialogs.createContext(context);
      const result = await dialogContext.continueDialog();
      if (result.status === DialogTurnStatus.empty) await dialogContext.beginDialog(dialog.id);
      await next();
    });
    this.onDialog(async (context, next) => {
      await state.saveChanges(context, false);
      await next();
    });
  }
}

const redis = process.argv[2] === undefined ? undefined : new Redis(Number(process.argv[2]), '127.0.0.1');
const storage: Storage = redis ? new RedisStorage(redis) : new MemoryStorage();
const state = new ConversationState(storage);
const bot = new Bot(state, state.createProperty<DialogState>('dialog'));
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (req: restify.Request, res: restify.Response) => {
  // The types disagree on optional members only; at run time this is what the samples do.
  await adapter.process(req as unknown as Request, res, (context) => bot.run(context));
});

server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  answer({ url: async () => url, cpu: async () => process.cpuUsage() }, async () => {
    server.close();
    redis?.disconnect();
  });
});
