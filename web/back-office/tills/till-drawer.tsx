import { Button, Group, Stack, Switch, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { Till } from '../../../contract/till/tills.ts'
import { useWrite } from '../../client/public.ts'
import {
  Code,
  ConfirmDialog,
  DateText,
  EntryForm,
  Facts,
  Notice,
  notify,
  Refused,
  Section,
  useEntryForm,
  useFormat,
} from '../../kit/public.ts'
import styles from './tills.module.css'

/** One till: its device with the way to enrol another, and its name. */
export function TillDrawer({ till, onDone }: { till: Till; onDone: () => void }) {
  const { t } = useTranslation()
  return (
    <Stack gap="lg">
      {till.archived ? null : (
        <>
          {till.drawer ? (
            <Link to="/z-reports/$drawerId" params={{ drawerId: till.drawer.id }}>
              {t('tills.xReport')}
            </Link>
          ) : null}
          {till.device ? <Device till={till} /> : null}
          <Section title={t('tills.enrolTitle')}>
            <Enrolment till={till} />
          </Section>
        </>
      )}
      <Section title={t('tills.name')}>
        <NameForm till={till} onDone={onDone} />
      </Section>
    </Stack>
  )
}

function Enrolment({ till }: { till: Till }) {
  const { t } = useTranslation()
  const format = useFormat()
  const make = useWrite(api.tills.makeEnrolmentCode)
  const address = `${location.origin}/pos`
  return (
    <Stack gap="sm">
      {make.data ? (
        <div className={styles.code} role="status">
          <Code copies>{make.data.code}</Code>
          <p>{t('tills.enrolHint', { address, time: format.time(make.data.expiresAt) })}</p>
        </div>
      ) : null}
      {till.device ? <Notice>{t('tills.enrolReplaces')}</Notice> : null}
      <Refused error={make.error} />
      <Group>
        <Button
          variant={make.data ? 'default' : 'filled'}
          loading={make.isPending}
          onClick={() => make.mutate({ params: { tillId: till.id } })}
        >
          {t('tills.enrol')}
        </Button>
      </Group>
    </Stack>
  )
}

function Device({ till }: { till: Till }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const params = { tillId: till.id }
  const revoke = useWrite(api.tills.revokeDevice, {
    onDone: ({ name }) => {
      setAsking(false)
      notify.done(t('tills.revoked', { name }))
    },
  })
  const unlock = useWrite(api.tills.unlockTill, {
    onDone: ({ name }) => notify.done(t('tills.unlocked', { name })),
  })
  const device = till.device!
  return (
    <Stack gap="sm">
      <Facts
        facts={[
          { label: t('tills.device'), value: device.name || t('tills.unnamedDevice') },
          {
            label: t('tills.deviceSince', { by: device.enrolledBy }),
            value: <DateText time={device.enrolledAt} />,
          },
          { label: t('tills.lastSeen'), value: <DateText time={device.lastSeenAt} /> },
        ]}
      />
      {device.locked ? <Notice tone="bad">{t('tills.locked')}</Notice> : null}
      <Refused error={unlock.error} />
      <Group>
        {device.locked ? (
          <Button loading={unlock.isPending} onClick={() => unlock.mutate({ params })}>
            {t('tills.unlock')}
          </Button>
        ) : null}
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('tills.revoke')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={asking}
        title={t('tills.revokeTitle', { name: till.name })}
        sentence={t('tills.revokeSentence')}
        confirm={t('tills.revoke')}
        grave
        busy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate({ params })}
        onClose={() => setAsking(false)}
      />
    </Stack>
  )
}

function NameForm({ till, onDone }: { till: Till; onDone: () => void }) {
  const { t } = useTranslation()
  const entry = useEntryForm({
    endpoint: api.tills.changeTill,
    initial: { name: till.name, archived: till.archived },
    input: body => ({ params: { tillId: till.id }, body }),
    refusedFields: { name_taken: 'name', drawer_open: 'archived' },
    onDone: ({ name }) => {
      notify.done(t('tills.changed', { name }))
      onDone()
    },
  })
  return (
    <EntryForm
      entry={entry}
      actions={
        <Button type="submit" variant="default" loading={entry.busy}>
          {t('kit.save')}
        </Button>
      }
    >
      <TextInput label={t('tills.name')} autoComplete="off" {...entry.at('name')} />
      <Switch
        label={t('tills.archived')}
        description={t('tills.archivedHint')}
        {...entry.form.getInputProps('archived', { type: 'checkbox' })}
      />
    </EntryForm>
  )
}
