import { BotAdapter } from 'botbuilder';

/** Dialogs are planned before the transaction and send nothing themselves. */
export class PlanningAdapter extends BotAdapter {
  override sendActivities = refuse;
  override updateActivity = refuse;
  override deleteActivity = refuse;
  override continueConversation = refuse;
}

async function refuse(): Promise<never> {
  throw new Error('replies leave after the commit');
}
