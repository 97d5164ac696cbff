import { useTranslation } from 'react-i18next'
import type { CountedScan } from '../../../contract/counts.ts'
import { Notice } from '../../kit/public.ts'

/** What the last scan was, said aloud as well; of many at once, how many of each. */
export function LastScan({ scans }: { scans: readonly CountedScan[] }) {
  const { t } = useTranslation()
  const pieces = scans.filter(one => one.kind === 'piece')
  const refused = scans.filter(one => one.kind === 'refused')
  const only = pieces.length === 1 ? pieces[0] : undefined
  const has = (verdict: string) => pieces.filter(one => one.piece.verdict === verdict).length
  const isBad = refused.length > 0 || has('gone') + has('unknown') > 0
  return (
    <div role="status">
      {pieces.length + refused.length === 0 ? null : (
        <Notice tone={isBad ? 'bad' : has('elsewhere') > 0 ? 'warn' : 'plain'}>
          {only ? (
            <>
              {t(`counts.said.${only.piece.verdict}`, {
                serial: only.piece.serial,
                product: only.piece.product ?? '',
                where: only.piece.where ?? '',
              })}{' '}
              {only.before === null ? null : t('counts.before', { before: only.before })}
            </>
          ) : pieces.length > 1 ? (
            t('counts.many', {
              count: pieces.length,
              here: has('here'),
              elsewhere: has('elsewhere'),
              gone: has('gone'),
              unknown: has('unknown'),
            })
          ) : null}{' '}
          {refused.map(one => one.sentence).join(' ')}
        </Notice>
      )}
    </div>
  )
}
