/** A piece of a source that is taken out, and what is put in its place. */
interface Edit {
  file: string
  take: string
  put: string
}

/** A guard, lock or constraint that is taken out, and the test that has to see it. */
export interface Damage {
  /** What is broken by it; the tests of a promise have it in their names. */
  promise: string
  what: string
  edits: Edit[]
  /** The file of the test. */
  test: string
  /** A part of the test's name, where that does not have the promise in it. */
  named?: string
}
