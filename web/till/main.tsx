import '../theme/public.ts'
import './touch.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startWords } from '../i18n/i18n.ts'
import { tillEnglish } from '../i18n/till-english.ts'
import { notify } from '../kit/public.ts'
import { paperVariables, theme } from '../theme/public.ts'
import { App } from './app.tsx'
import { askToPersist } from './device/database.ts'
import { keepBeating } from './device/heartbeat.ts'
import { Till, TillProvider } from './device/till.ts'
import { keepOnDevice } from './device/worker.ts'

startWords(tillEnglish)
// A disk that is full must not be found out at the end of the day.
addEventListener('unhandledrejection', event => notify.failed(event.reason))

const till = await Till.open()
keepBeating(till)
void keepOnDevice()
void askToPersist()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={paperVariables} defaultColorScheme="auto">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <Notifications position="top-center" limit={3} />
        <TillProvider value={till}>
          <App />
        </TillProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
