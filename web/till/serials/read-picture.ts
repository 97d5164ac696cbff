import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

// Our own copy, which the worker keeps on the device: a till must read codes without the network, too.
prepareZXingModule({ overrides: { locateFile: () => wasm } })

const options: ReaderOptions = {
  formats: ['QRCode', 'DataMatrix', 'Code128', 'EAN13', 'EAN8', 'UPCA', 'UPCE'],
  tryHarder: true,
  maxNumberOfSymbols: 4,
}

/**
 * The first code in a picture, with its symbology identifier where that marks it as GS1; null when there is none. Codes that
 * are not meant are passed over.
 */
export async function readPicture(
  picture: Blob | ImageData,
  isOther: (code: string) => boolean = () => false,
): Promise<string | null> {
  const found = await readBarcodes(picture, options)
  const codes = found
    .filter(code => code.isValid)
    .map(({ symbologyIdentifier: mark, text }) => (gs1Marks.has(mark) ? mark + text : text))
  return codes.find(code => !isOther(code)) ?? null
}

/** GS1 DataMatrix, QR and 128: their separators mean something only to who knows that it is GS1. */
const gs1Marks = new Set([']d2', ']Q3', ']C1'])
