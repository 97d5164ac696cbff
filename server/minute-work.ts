import * as messages from './messages/public.ts'
import type { MinuteWork } from './platform/jobs/public.ts'
import * as store from './store/public.ts'

/** What is done every minute, room by room. */
export const minuteWork: readonly MinuteWork[] = [store.lapseUnpaid, store.tellNews, messages.sendWaiting]
