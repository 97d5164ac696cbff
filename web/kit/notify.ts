import { notifications } from '@mantine/notifications'
import { sentenceOf } from '../client/public.ts'

/** Short words at the edge of the screen, read out by screen readers as well. */
export const notify = {
  done: (message: string) => {
    notifications.show({ message, color: 'bottle', autoClose: 6000 })
  },
  failed: (error: unknown) => {
    notifications.show({ message: sentenceOf(error), color: 'brick', autoClose: 10_000 })
  },
}
