import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Product } from '../../../contract/catalog.ts'
import { api } from '../../../contract/public.ts'
import { useRead, useWrite } from '../../client/public.ts'
import { notify, Refused } from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { type TrackingWord, trackingOf, trackings, trackingWord } from './tracking-word.ts'

type Convertible = Pick<Product, 'id' | 'name' | 'tracking'>

/** The way out of the locked tracking switches: starts a conversion, or leads to the one that is under way. */
export function ConvertAction({ product }: { product: Convertible }) {
  const { t } = useTranslation()
  const mayStart = useMay('catalog.write')
  const navigate = useNavigate()
  const [choosing, setChoosing] = useState(false)
  const conversions = useRead(api.conversion.listConversions, { params: { productId: product.id } })
  const draft = conversions.data?.items.find(one => one.state === 'draft')
  const goTo = (conversionId: number) =>
    void navigate({ to: '/conversions/$conversionId', params: { conversionId } })
  if (draft)
    return (
      <Button variant="default" onClick={() => goTo(draft.id)}>
        {t('conversion.goOn', { number: draft.number })}
      </Button>
    )
  if (!mayStart || conversions.data === undefined) return null
  return (
    <>
      <Button variant="default" onClick={() => setChoosing(true)}>
        {t('conversion.open')}
      </Button>
      <Modal
        opened={choosing}
        onClose={() => setChoosing(false)}
        title={t('conversion.chooseTitle', { product: product.name })}
        closeButtonProps={{ 'aria-label': t('kit.close') }}
      >
        <ChooseTracking product={product} onClose={() => setChoosing(false)} onStarted={goTo} />
      </Modal>
    </>
  )
}

interface ChooseProps {
  product: Convertible
  onClose: () => void
  onStarted: (conversionId: number) => void
}

function ChooseTracking({ product, onClose, onStarted }: ChooseProps) {
  const { t } = useTranslation()
  const now = trackingWord(product.tracking)
  const [to, setTo] = useState<TrackingWord>(now === 'serials' ? 'lots' : 'serials')
  const start = useWrite(api.conversion.startConversion, {
    onDone: ({ id, number }) => {
      notify.done(t('conversion.started', { number }))
      onStarted(id)
    },
  })
  return (
    <Stack gap="md">
      <Text size="sm">{t('conversion.chooseSentence')}</Text>
      <Radio.Group
        label={t('conversion.chooseLabel')}
        value={to}
        onChange={value => setTo(value as TrackingWord)}
      >
        <Stack gap="xs" mt="xs">
          {trackings.map(one => (
            <Radio
              key={one}
              value={one}
              disabled={one === now}
              label={t(`conversion.choice.${one}`)}
              description={one === now ? t('conversion.choiceNow') : t(`conversion.choiceHint.${one}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Refused error={start.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('kit.cancel')}
        </Button>
        <Button
          loading={start.isPending}
          onClick={() => start.mutate({ params: { productId: product.id }, body: { to: trackingOf(to) } })}
        >
          {t('conversion.start')}
        </Button>
      </Group>
    </Stack>
  )
}
