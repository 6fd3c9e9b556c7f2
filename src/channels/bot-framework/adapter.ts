import {
  type Activity,
  CloudAdapter,
  type ConversationParameters,
  type ConversationReference,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';

type Logic = (context: TurnContext) => Promise<void>;

/** The SDK's adapter without its HTTP part: errors come back as they are, to be answered in our own shape. */
export class Adapter extends CloudAdapter {
  /** Authenticates and runs one activity; the result is what belongs into the response. */
  receive(authorization: string, activity: Activity, logic: Logic): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }

  /** Opens a conversation with one person; the id it has, or had already. */
  async open(
    appId: string,
    { channelId, serviceUrl }: Pick<Activity, 'channelId' | 'serviceUrl'>,
    audience: string,
    parameters: ConversationParameters,
  ): Promise<string | undefined> {
    let id: string | undefined;
    await this.createConversationAsync(appId, channelId, serviceUrl, audience, parameters, async ({ activity }) => {
      id = activity.conversation?.id;
    });
    return id;
  }

  /** Speaks into a conversation on our own account. */
  speak(appId: string, reference: Partial<ConversationReference>, logic: Logic): Promise<void> {
    return this.continueConversationAsync(appId, reference, logic);
  }
}
