/** How Anthropic's transcripts begin a turn. */
export const humanMark = '\n\nHuman:'
export const assistantMark = '\n\nAssistant:'
