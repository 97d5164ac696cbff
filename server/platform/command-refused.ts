/** What a command answers when it cannot do what it was asked: one clear sentence, and a non-zero exit. */
export class CommandRefused extends Error {}
