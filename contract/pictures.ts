import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { id, note } from './primitives.ts'

const endpoint = endpointsOf('catalog')

/** The longer edge of each size, in pixels; a smaller picture stays as it is. */
export const pictureSizes = { small: 160, medium: 640, large: 1600 } as const
export const pictureSize = z.enum(['small', 'medium', 'large'])
export type PictureSize = z.infer<typeof pictureSize>

export const mostPictureMegabytes = 20
export const mostPicturesOfProduct = 20

export const picture = z.object({
  id: z.uuid(),
  /** What it shows, for those who cannot see it. */
  alt: z.string(),
  /** Of the large size. */
  width: z.number().int(),
  height: z.number().int(),
})
export type Picture = z.infer<typeof picture>

const productId = z.object({ productId: id })
const pictures = z.object({ items: z.array(picture) })

export const api = {
  listPictures: endpoint({
    method: 'GET',
    path: '/products/:productId/pictures',
    summary: 'The pictures of a product, the chief one first',
    access: 'catalog.read',
    params: productId,
    answer: pictures,
  }),
  addPicture: endpoint({
    method: 'POST',
    path: '/products/:productId/pictures',
    summary:
      'Upload a picture (JPEG, PNG, WebP, AVIF or GIF, 20 MB and 50 megapixels at most); it becomes the last',
    access: 'catalog.write',
    params: productId,
    upload: true,
    answer: picture,
    refusals: ['not_found', 'file_refused', 'file_too_large', 'too_many_pictures'],
  }),
  arrangePictures: endpoint({
    method: 'PUT',
    path: '/products/:productId/pictures',
    summary: 'Put the pictures of a product in this order, with these texts; those left out are removed',
    access: 'catalog.write',
    params: productId,
    body: z.object({
      items: z
        .array(z.object({ id: z.uuid(), alt: note.max(300, 'Use 300 characters at most.') }))
        .max(mostPicturesOfProduct),
      /** The ids as they were before: whoever arranges pictures must have seen them all. */
      former: z.array(z.uuid()).max(mostPicturesOfProduct),
    }),
    answer: pictures,
    refusals: ['not_found', 'changed_meanwhile'],
  }),
  showPicture: endpoint({
    method: 'GET',
    path: '/pictures/:pictureId/:size',
    summary:
      'A picture as WebP. Whoever has its address may see it, as visitors of a shop do; it may be kept for ever',
    access: 'anyone',
    params: z.object({ pictureId: z.uuid(), size: pictureSize }),
    file: 'image/webp',
    answer: z.unknown(),
    refusals: ['not_found'],
  }),
}
