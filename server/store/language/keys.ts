import type { english } from './english.ts'

/* What the compiler knows of the words: which there are, and what each of them needs to be said. */

/** `basket.title`; of what is counted, the words without the ending of their number: `look.products`. */
export type WordKey = WithoutNumber<Path<typeof english>>

/** Words that have no marked parts, and so are text. */
export type TextKey = { [Key in WordKey]: Marks<Text<Key>> extends never ? Key : never }[WordKey]

/** What stands for each `{{name}}` of a word. What is counted needs its count. */
export type Values<Key extends WordKey, Value> = {
  readonly [Name in Names<Text<Key>> | Counted<Key>]: Name extends 'count' ? number : Value
}

/** What becomes of each marked part, as of `<link>these words</link>`. */
export type MarkedParts<Key extends WordKey, Part> = {
  readonly [Mark in Marks<Text<Key>>]: (words: Part) => Part
}

/** Nothing more has to be said of a word that needs nothing. */
export type Needed<What> = keyof What extends never ? [] : [needed: What]

type NumberEnding = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
type WithoutNumber<Key extends string> = Key extends `${infer Base}_${NumberEnding}` ? Base : Key

type Path<Words> = {
  [Word in keyof Words & string]: Words[Word] extends string ? Word : `${Word}.${Path<Words[Word]>}`
}[keyof Words & string]

type At<Words, Key extends string> = Key extends keyof Words
  ? Words[Key]
  : Key extends `${infer Head}.${infer Rest}`
    ? Head extends keyof Words
      ? At<Words[Head], Rest>
      : never
    : never

type Text<Key extends WordKey> = At<typeof english, Key | `${Key}_${NumberEnding}`>
type Counted<Key extends WordKey> =
  At<typeof english, `${Key}_${NumberEnding}`> extends never ? never : 'count'

type Names<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Names<Rest> : never
type Marks<Text> = Text extends `${string}</${infer Mark}>${infer Rest}` ? Mark | Marks<Rest> : never
