export { routes } from './routes.ts'
export { sendWaiting } from './send-waiting.ts'
export { type Writing, writeMessage } from './write-message.ts'
