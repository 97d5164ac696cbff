import { Button, Menu, TextInput } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog, notify } from '../../kit/public.ts'
import type { Narrowing } from './sales-filters.tsx'
import { storedShape, useSalesViews } from './use-sales-views.ts'

interface SavedViewsProps {
  shown: Narrowing
  onShow: (shown: Narrowing) => void
}

/** Views of one's own: what is shown now is kept under a name, and comes back by a click. */
export function SavedViews({ shown, onShow }: SavedViewsProps) {
  const { t } = useTranslation()
  const { views, keep, remove } = useSalesViews()
  const [name, setName] = useState<string | null>(null)
  const shape = storedShape(shown)
  const current = views.find(view => JSON.stringify(storedShape(view.shown)) === JSON.stringify(shape))
  const onKeep = () => {
    const given = name?.trim() ?? ''
    if (given === '') return
    keep({ name: given, shown: shape })
    setName(null)
    notify.done(t('salesOrders.viewKept', { name: given }))
  }
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button
            variant="default"
            rightSection={<IconChevronDown size={16} stroke={1.6} aria-hidden="true" />}
          >
            {current?.name ?? t('salesOrders.views')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.map(view => (
            <Menu.Item key={view.name} onClick={() => onShow(view.shown)}>
              {view.name}
            </Menu.Item>
          ))}
          {views.length === 0 ? (
            <Menu.Label maw={280}>{t('salesOrders.noViews')}</Menu.Label>
          ) : (
            <Menu.Divider />
          )}
          <Menu.Item onClick={() => setName('')}>{t('salesOrders.keepView')}</Menu.Item>
          {current === undefined ? null : (
            <Menu.Item color="brick" onClick={() => remove(current.name)}>
              {t('salesOrders.removeView', { name: current.name })}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={name !== null}
        title={t('salesOrders.keepViewTitle')}
        sentence={t('salesOrders.keepViewSentence')}
        confirm={t('salesOrders.save')}
        onConfirm={onKeep}
        onClose={() => setName(null)}
      >
        <TextInput
          label={t('salesOrders.viewName')}
          value={name ?? ''}
          maxLength={60}
          data-autofocus
          onChange={event => setName(event.currentTarget.value)}
        />
      </ConfirmDialog>
    </>
  )
}
