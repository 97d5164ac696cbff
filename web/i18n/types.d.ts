import 'i18next'
import type { english } from './english.ts'
import type { tillEnglish } from './till-english.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    returnNull: false
    resources: { translation: typeof english & typeof tillEnglish }
  }
}
