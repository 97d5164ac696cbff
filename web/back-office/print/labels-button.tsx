import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LabelSource } from '../../../contract/print.ts'
import { SideDrawer } from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { LabelsForm } from './labels-form.tsx'

interface LabelsButtonProps {
  source: LabelSource
  id: number
  /** What the labels are for, as "P1001" or "lot CAM-7". */
  thing: string
}

/** Opens the choice of sheet, barcode and number of labels beside the page. */
export function LabelsButton({ source, id, thing }: LabelsButtonProps) {
  const { t } = useTranslation()
  const mayRead = useMay('stock.read')
  const [opened, setOpened] = useState(false)
  if (!mayRead) return null
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('print.labels')}
      </Button>
      <SideDrawer opened={opened} title={t('print.title', { thing })} onClose={() => setOpened(false)}>
        <LabelsForm source={source} id={id} />
      </SideDrawer>
    </>
  )
}
