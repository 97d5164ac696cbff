export { readEvents, recordEvent } from './events.ts'
export { type DocumentKind, openDocument } from './open-document.ts'
