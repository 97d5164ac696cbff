import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Picture } from '../../../../contract/pictures.ts'
import { api } from '../../../../contract/public.ts'
import { call, readKey, sentenceOf, upload, useRead } from '../../../client/public.ts'
import { notify } from '../../../kit/public.ts'

type Listed = { items: Picture[] }

/** A picture that was not taken, and why. */
export interface RefusedPicture {
  readonly name: string
  readonly sentence: string
}

/** The pictures of a product. What is changed is shown at once; when it is refused, the list is read anew. */
export function usePictures(productId: number) {
  const queryClient = useQueryClient()
  const input = { params: { productId } }
  const queryKey = readKey(api.pictures.listPictures, input)
  const read = useRead(api.pictures.listPictures, input)
  const [sending, setSending] = useState<{ at: number; total: number } | null>(null)
  const [refused, setRefused] = useState<RefusedPicture[]>([])
  const change = (how: (items: Picture[]) => Picture[]) =>
    queryClient.setQueryData<Listed>(queryKey, former => ({ items: how(former?.items ?? []) }))

  const arranging = useMutation({
    // One after the other: each says which list it was made from.
    scope: { id: `pictures-${productId}` },
    mutationFn: (body: { items: Picture[]; former: string[] }) =>
      call(api.pictures.arrangePictures, {
        ...input,
        body: { items: body.items.map(({ id, alt }) => ({ id, alt })), former: body.former },
      }),
    onError: error => {
      notify.failed(error)
      void queryClient.invalidateQueries({ queryKey })
    },
  })
  const arrange = (items: Picture[]) => {
    const former = (queryClient.getQueryData<Listed>(queryKey)?.items ?? []).map(one => one.id)
    change(() => items)
    arranging.mutate({ items, former })
  }
  /** One after the other, in the order in which they were chosen; those that are refused hold up no others. */
  const add = async (files: readonly File[]) => {
    if (files.length === 0 || sending !== null) return
    setRefused([])
    for (const [index, file] of files.entries()) {
      setSending({ at: index + 1, total: files.length })
      try {
        const added = await upload(api.pictures.addPicture, { ...input, file })
        change(items => [...items, added])
      } catch (error) {
        setRefused(former => [...former, { name: file.name, sentence: sentenceOf(error) }])
      }
    }
    setSending(null)
  }
  return { read, pictures: read.data?.items, arrange, add, sending, refused }
}
