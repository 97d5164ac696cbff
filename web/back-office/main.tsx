import '../theme/public.ts'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { english } from '../i18n/english.ts'
import { startWords } from '../i18n/i18n.ts'
import { paperVariables, theme } from '../theme/public.ts'
import { reloadForNewerVersion } from './newer-version.ts'
import { queryClient, router } from './router.tsx'

startWords(english)
reloadForNewerVersion()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={paperVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" limit={3} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
