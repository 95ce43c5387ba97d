import type { Picture, Resolve } from '../text/rendering'
import { pathTo } from '../web/paths'
import type { PictureSize } from './rules'

/** How pages show the photographs among `sizes`: at the addresses they have in public, links as they are. */
export function resolverWith(sizes: Map<string, PictureSize>): Resolve {
  return {
    picture: (media) => {
      const size = sizes.get(media)
      return size ? pictureOf(size) : null
    },
  }
}

function pictureOf({ publicId, width, height, widths, fallback }: PictureSize): Picture {
  const srcset = widths.map((one) => `${pathTo.picture(publicId, one, 'webp')} ${one}w`).join(', ')
  const middle = widths.findLast((one) => one <= 960) ?? widths[0]!
  return {
    sources: [{ type: 'image/webp', srcset }],
    src: pathTo.picture(publicId, middle, fallback),
    width: middle,
    height: Math.max(1, Math.round((height * middle) / width)),
  }
}
