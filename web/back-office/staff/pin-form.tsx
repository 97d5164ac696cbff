import { Button, Group, PasswordInput, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { StaffMember } from '../../../contract/session.ts'
import type { Cashier } from '../../../contract/till/tills.ts'
import { useWrite } from '../../client/public.ts'
import { EntryForm, Notice, notify, Refused, Section, useEntryForm } from '../../kit/public.ts'

interface PinFormProps {
  member: StaffMember
  /** What they may do at the tills; null while they have no PIN. */
  cashier: Cashier | null
}

/** A member of staff's PIN and rights at the tills. */
export function PinForm({ member, cashier }: PinFormProps) {
  const { t } = useTranslation()
  const params = { staffId: member.id }
  const { name } = member
  const entry = useEntryForm({
    endpoint: api.tills.saveCashier,
    initial: {
      pin: '',
      mayDiscount: cashier?.mayDiscount ?? false,
      mayRefund: cashier?.mayRefund ?? false,
    },
    input: ({ pin, ...rights }) => ({ params, body: { ...rights, ...(pin === '' ? {} : { pin }) } }),
    refusedFields: { pin_needed: 'pin' },
    onDone: () => {
      entry.form.setFieldValue('pin', '')
      notify.done(t('staff.pinSaved', { name }))
    },
  })
  const unlock = useWrite(api.tills.unlockCashier, {
    onDone: () => notify.done(t('staff.unlocked', { name })),
  })
  const remove = useWrite(api.tills.removeCashier, {
    onDone: () => notify.done(t('staff.pinRemoved', { name })),
  })
  return (
    <Section title={t('staff.atTheTills')}>
      {cashier?.locked ? <Notice tone="bad">{t('staff.pinLocked')}</Notice> : null}
      <EntryForm
        entry={entry}
        label={t('staff.atTheTills')}
        actions={
          <Group gap="xs">
            {cashier === null ? null : (
              <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate({ params })}>
                {t('staff.removePin')}
              </Button>
            )}
            {cashier?.locked ? (
              <Button variant="default" loading={unlock.isPending} onClick={() => unlock.mutate({ params })}>
                {t('staff.unlock')}
              </Button>
            ) : null}
            <Button type="submit" loading={entry.busy}>
              {t('staff.savePin')}
            </Button>
          </Group>
        }
      >
        <PasswordInput
          label={cashier === null ? t('staff.pin') : t('staff.newPin')}
          description={cashier === null ? t('staff.pinHint') : t('staff.newPinHint')}
          inputMode="numeric"
          autoComplete="off"
          {...entry.at('pin')}
        />
        <Switch
          label={t('staff.mayDiscount')}
          {...entry.form.getInputProps('mayDiscount', { type: 'checkbox' })}
        />
        <Switch
          label={t('staff.mayRefund')}
          {...entry.form.getInputProps('mayRefund', { type: 'checkbox' })}
        />
      </EntryForm>
      <Refused error={unlock.error ?? remove.error} />
    </Section>
  )
}
