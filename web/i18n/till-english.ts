import { words as kit } from '../kit/words.ts'
import { words as till } from '../till/words.ts'

/** The English words of the till, which is loaded without those of the back office. */
export const tillEnglish = { kit, till } as const
