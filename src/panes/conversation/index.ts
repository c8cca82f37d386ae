import { definePane } from '../pane.tsx';
import { CONVERSATION_NEEDS, conversationData } from './conversation-data.ts';

/** What agents said, thought and did, step by step, with what came of it. */
export const conversationPane = definePane({
  id: 'conversation',
  title: 'Conversation',
  kinds: ['agent_steps'],
  needs: CONVERSATION_NEEDS,
  select: conversationData,
  load: async () => (await import('./ConversationPane.tsx')).ConversationPane,
});
