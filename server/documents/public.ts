export { addAttachment, listAttachments, readAttachment, removeAttachment } from './attachments.ts'
export { eventsOf, readEvents, recordEvent } from './events.ts'
export { giveNumber, openUnnumbered, takeNumber } from './gapless-number.ts'
export { type DocumentKind, openDocument, opening } from './open-document.ts'
