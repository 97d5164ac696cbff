import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog, useFormat } from '../../kit/public.ts'
import type { CountWork } from './use-count.ts'

/** Shows what a range will fill before it is taken. */
export function RangeDialog({ work, onHand }: { work: CountWork; onHand: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const serials = work.range?.serials ?? []
  const from = (work.range?.row ?? 0) + 1
  const over = work.identified - 1 + serials.length - onHand
  return (
    <ConfirmDialog
      opened={work.range !== null}
      title={t('conversion.fillTitle', { count: serials.length })}
      sentence={t('conversion.fillSentence', {
        first: serials[0] ?? '',
        last: serials.at(-1) ?? '',
        from: format.count(from),
        to: format.count(from + serials.length - 1),
      })}
      confirm={t('conversion.fill')}
      onConfirm={work.fillRange}
      onClose={work.closeRange}
    >
      {over > 0 ? <Text size="sm">{t('conversion.fillOver', { count: over })}</Text> : null}
    </ConfirmDialog>
  )
}
