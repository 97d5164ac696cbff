import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { api } from '../../../contract/public.ts'
import { newKey, upload } from '../../client/public.ts'

interface Sending {
  readonly name: string
  readonly share: number
}

/** Sends files one after the other. One that is refused is told, and the others go on. */
export function useAttaching(documentId: number) {
  const queryClient = useQueryClient()
  const [sending, setSending] = useState<Sending | null>(null)
  const [refused, setRefused] = useState<unknown[]>([])
  const queue = useRef(Promise.resolve())
  const gone = useRef(new AbortController())
  useEffect(() => {
    const leaving = new AbortController()
    gone.current = leaving
    return () => leaving.abort()
  }, [])

  const send = async (file: File): Promise<void> => {
    const { signal } = gone.current
    if (signal.aborted) return
    setSending({ name: file.name, share: 0 })
    try {
      await upload(
        api.attachments.addAttachment,
        { params: { documentId }, file },
        {
          idempotencyKey: newKey(),
          onProgress: share => setSending({ name: file.name, share }),
          signal,
        },
      )
    } catch (error) {
      if (!signal.aborted) setRefused(former => [...former, error])
    }
  }
  const attach = (files: File[]) => {
    setRefused([])
    for (const file of files) queue.current = queue.current.then(() => send(file))
    // The list, and the history that now says who attached them.
    queue.current = queue.current.then(async () => {
      setSending(null)
      await queryClient.invalidateQueries()
    })
  }
  return { attach, sending, refused }
}
