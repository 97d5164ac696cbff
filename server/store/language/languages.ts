import { english } from './english.ts'

/** The languages that the store can speak: its words, and how each writes numbers and dates. A further one is a line here and a table of the same shape. */
export const languages = {
  en: { words: english, numbers: 'en', dates: 'en-GB' },
} as const satisfies Record<string, { words: WordsLike<typeof english>; numbers: string; dates: string }>

export type Language = keyof typeof languages

/** What knows which language is spoken. */
export interface Speaker {
  readonly language: Language
}

/** A table with every word of another one, each in words of its own. */
type WordsLike<Words> = {
  readonly [Word in keyof Words]: Words[Word] extends string ? string : WordsLike<Words[Word]>
}

/** What takes long to make is made once for each language. */
export function onceForEach<Made>(make: (language: Language) => Made): (language: Language) => Made {
  const made = new Map<Language, Made>()
  return language => {
    const known = made.get(language) ?? make(language)
    made.set(language, known)
    return known
  }
}
