export { makePng } from './make-png.ts'
export { type MadePicture, makeSizes } from './make-sizes.ts'
export { sendPicture } from './send-picture.ts'
export { takePicture } from './take-picture.ts'
